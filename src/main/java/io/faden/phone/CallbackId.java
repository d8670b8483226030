package io.faden.phone;

import com.fasterxml.jackson.annotation.JsonValue;
import io.faden.platform.Id;

public record CallbackId(@JsonValue long value) implements Id {}
