package io.faden.conversation;

import com.fasterxml.jackson.annotation.JsonValue;
import io.faden.platform.Id;

public record EntryId(@JsonValue long value) implements Id {}
