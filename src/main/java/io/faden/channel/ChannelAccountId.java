package io.faden.channel;

import com.fasterxml.jackson.annotation.JsonValue;

public record ChannelAccountId(@JsonValue long value) implements io.faden.platform.Id {}
