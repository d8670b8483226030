package io.faden.channel.letter;

import java.util.Optional;

/**
 * Who is greeted; not always the first line of the address.
 *
 * @param courtesy only where it is known: nobody's is guessed
 * @param givenName without it nobody is greeted by du and name
 * @param familyName with an academic title, if there is one
 */
public record Addressee(
    Optional<Courtesy> courtesy, Optional<String> givenName, Optional<String> familyName) {

  /** The word before a family name. */
  public enum Courtesy {
    MS,
    MR
  }

  /** An office, or somebody whose name nobody knows. */
  public static Addressee nobody() {
    return new Addressee(Optional.empty(), Optional.empty(), Optional.empty());
  }
}
