package io.faden.channel.letter;

/** How a customer is addressed. Unknown avoids both. */
public enum FormOfAddress {
  DU,
  SIE,
  UNKNOWN
}
