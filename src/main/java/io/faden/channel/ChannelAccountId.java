package io.faden.channel;

import com.fasterxml.jackson.annotation.JsonValue;
import io.faden.platform.Id;

public record ChannelAccountId(@JsonValue long value) implements Id {}
