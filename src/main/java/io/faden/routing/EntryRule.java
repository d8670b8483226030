package io.faden.routing;

import java.util.List;

/** Where messages go that fulfil some conditions (EntryRule in the contract). */
public record EntryRule(
    EntryRuleId id,
    String name,
    boolean active,
    RuleConditions conditions,
    Queue queue,
    int priority,
    List<NamedNeed> needs,
    int version) {

  List<QueueSettings.NeedSettings> asked() {
    return needs.stream()
        .map(need -> new QueueSettings.NeedSettings(need.skill(), need.level(), need.hard()))
        .toList();
  }
}
