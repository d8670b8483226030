package io.faden.erasure;

import com.fasterxml.jackson.annotation.JsonValue;
import io.faden.platform.Id;

public record ErasureId(@JsonValue long value) implements Id {}
