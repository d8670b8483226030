package io.faden.textmodule;

import com.fasterxml.jackson.annotation.JsonValue;
import io.faden.platform.Id;

public record TextModuleId(@JsonValue long value) implements Id {}
