package io.faden.channel;

import com.fasterxml.jackson.annotation.JsonValue;

public record ChannelAccountId(@JsonValue long value) {}
