package io.faden.staff;

import com.fasterxml.jackson.annotation.JsonValue;
import io.faden.platform.Id;

public record TeamId(@JsonValue long value) implements Id {}
