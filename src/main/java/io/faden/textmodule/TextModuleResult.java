package io.faden.textmodule;

/** What came of adding or changing a text module. */
public sealed interface TextModuleResult {
  record Saved(TextModule module) implements TextModuleResult {}

  /** Name or shortcut stands for another one in this language; the field says which. */
  record Taken(String field) implements TextModuleResult {}

  /** Neither form of address has a text. */
  record SaysNothing() implements TextModuleResult {}

  /** There is nothing in the name but blanks. */
  record Nameless() implements TextModuleResult {}

  record QueueNotFound() implements TextModuleResult {}

  /** Somebody changed it meanwhile. */
  record Stale() implements TextModuleResult {}

  record NotFound() implements TextModuleResult {}
}
