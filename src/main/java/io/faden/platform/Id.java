package io.faden.platform;

/** An identity: a row's number under a type of its own. */
public interface Id {
  long value();
}
