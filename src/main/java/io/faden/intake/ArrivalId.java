package io.faden.intake;

import com.fasterxml.jackson.annotation.JsonValue;
import io.faden.platform.Id;

public record ArrivalId(@JsonValue long value) implements Id {}
