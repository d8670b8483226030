package io.faden.platform;

import com.fasterxml.jackson.annotation.JsonValue;

public record AgentId(@JsonValue long value) implements Id {}
