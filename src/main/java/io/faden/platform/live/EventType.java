package io.faden.platform.live;

import java.util.Locale;

/** What can happen; the names are part of the contract (LiveEvent). */
public enum EventType {
  ARRIVAL_RECEIVED,
  ARRIVAL_FILED,
  ARRIVAL_QUARANTINED,
  CONVERSATION_OPENED,
  CONVERSATION_CHANGED,
  ENTRY_ADDED,
  ENTRY_CHANGED,
  WORK_ITEM_CHANGED,
  CUSTOMER_CHANGED,
  DRAFT_CHANGED,
  CHANNEL_ACCOUNT_CHANGED,
  QUEUE_CHANGED,
  AGENT_CHANGED,
  OFFER_CHANGED,
  PRESENCE_CHANGED,
  ROUTING_CHANGED,
  ALARM_RAISED,
  CALL_CHANGED,
  CALLBACK_CHANGED,
  IMPORT_CHANGED,
  ERASURE_CHANGED,
  SCAN_CHANGED,
  PRINT_LIST_CHANGED,
  POST_CHANGED,
  TEXT_MODULES_CHANGED;

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static EventType of(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }
}
