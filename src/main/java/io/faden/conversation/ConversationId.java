package io.faden.conversation;

import com.fasterxml.jackson.annotation.JsonValue;
import io.faden.platform.Id;

/** Also the number that people are told. */
public record ConversationId(@JsonValue long value) implements Id {}
