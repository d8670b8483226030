package io.faden.customer;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a telephone number is for, which says what a call costs. */
public enum NumberKind {
  MOBILE,
  LANDLINE,
  TOLL_FREE,
  PREMIUM,
  SHARED_COST,
  EMERGENCY,
  OTHER;

  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** One click must neither cost a fortune nor call the fire brigade. */
  boolean mayBeDialled() {
    return this != PREMIUM && this != EMERGENCY;
  }
}
