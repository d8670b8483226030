package io.faden.importing;

import com.fasterxml.jackson.annotation.JsonValue;
import io.faden.platform.Id;

public record ImportId(@JsonValue long value) implements Id {}
