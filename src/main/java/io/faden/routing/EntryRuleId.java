package io.faden.routing;

import com.fasterxml.jackson.annotation.JsonValue;
import io.faden.platform.Id;

public record EntryRuleId(@JsonValue long value) implements Id {}
