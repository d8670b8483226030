package io.faden.customer;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where a contact point is (ContactChannel in the contract). */
public enum ContactChannel {
  EMAIL,
  PHONE,
  POSTAL,
  CUSTOMER_NUMBER,
  EXTERNAL,
  MASTODON,
  BLUESKY,
  X,
  FACEBOOK,
  INSTAGRAM,
  FEED,
  CHAT,
  SMS,
  WEBHOOK;

  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Errors: IllegalArgumentException for a name that the contract does not know. */
  public static ContactChannel of(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }

  /** Whether one value names exactly one customer. A telephone and a door can be shared. */
  public boolean namesOne() {
    return this != PHONE && this != POSTAL;
  }
}
