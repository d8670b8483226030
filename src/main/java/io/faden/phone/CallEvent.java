package io.faden.phone;

import java.util.List;
import java.util.Optional;

/**
 * What a telephone system says has happened to a call.
 *
 * @param leg its name of this part of the call
 * @param call its name of the whole call: a transfer is a new leg of the same call
 * @param caller and called as the system writes them; empty when it says nothing
 * @param users who it rings at or who answers, in the system's words, most telling first
 * @param cause why it ended; empty otherwise
 */
record CallEvent(
    Kind kind,
    String leg,
    String call,
    Optional<Direction> direction,
    String caller,
    String called,
    List<String> users,
    String cause) {

  enum Kind {
    NEW_CALL,
    ANSWER,
    HANGUP
  }

  enum Direction {
    IN,
    OUT
  }

  CallEvent {
    users = List.copyOf(users);
  }

  /** The answering machine of the telephone system picks up as a user of this name. */
  boolean byVoicemail() {
    return users.stream().anyMatch(user -> user.equalsIgnoreCase("voicemail"));
  }
}
