package io.faden.routing;

import com.fasterxml.jackson.annotation.JsonValue;

public record QueueId(@JsonValue long value) implements io.faden.platform.Id {}
