package io.faden.routing.engine;

import java.util.Arrays;

/** A set of small numbers that grows, and knows its size without counting. */
final class Bits {
  private long[] words = new long[4];
  private int size;

  boolean get(int number) {
    return (word(number >> 6) & (1L << number)) != 0;
  }

  void set(int number, boolean in) {
    if (get(number) == in) {
      return;
    }
    int word = number >> 6;
    if (word >= words.length) {
      words = Arrays.copyOf(words, Math.max(word + 1, words.length * 2));
    }
    words[word] ^= 1L << number;
    size += in ? 1 : -1;
  }

  /** 64 numbers from {@code 64 * word}. */
  long word(int word) {
    return word < words.length ? words[word] : 0;
  }

  /** The first word that holds anything; 0 in an empty set. */
  int firstWord() {
    int word = 0;
    while (size > 0 && words[word] == 0) {
      word++;
    }
    return word;
  }

  /** The last word that holds anything; -1 in an empty set. */
  int lastWord() {
    int word = size > 0 ? words.length - 1 : -1;
    while (word >= 0 && words[word] == 0) {
      word--;
    }
    return word;
  }

  /** How many words may hold anything. */
  int words() {
    return words.length;
  }

  boolean isEmpty() {
    return size == 0;
  }

  void clear() {
    Arrays.fill(words, 0);
    size = 0;
  }
}
