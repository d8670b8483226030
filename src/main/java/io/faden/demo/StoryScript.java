package io.faden.demo;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** The stories that customers of the demo company have behind them. */
record StoryScript(String id, List<Step> steps) {
  private static final String FILE = "/demo/stories.yaml";

  StoryScript {
    steps = List.copyOf(steps);
  }

  /**
   * One thing that happened. Exactly one of call, mail, message, letter, note and same says what it
   * is.
   *
   * @param at how long before now, as in {@link Script}
   * @param by the mailbox name of whoever writes it down
   * @param call in or out
   * @param mail who writes to us: name and address
   * @param message in or out, on the channel
   * @param letter in: on paper, into the scan folder, with our reference; out: an answer by post to
   *     the address in to; posted: that answer is printed and posted; back: the last answer comes
   *     back undelivered
   * @param note an internal note
   * @param same why mail and calls are of one person; their conversations become one, too
   * @param due how long from now the promised call is due
   */
  record Step(
      Optional<String> at,
      Optional<String> by,
      Optional<String> call,
      Optional<String> caller,
      Optional<String> number,
      Optional<Integer> seconds,
      Optional<String> queue,
      Optional<String> then,
      Optional<String> promise,
      Optional<String> due,
      Optional<String> mail,
      Optional<String> to,
      Optional<String> subject,
      Optional<String> message,
      Optional<String> channel,
      Optional<String> from,
      Optional<String> letter,
      Optional<String> note,
      Optional<String> same,
      Optional<String> text) {}

  static List<StoryScript> read() {
    try (InputStream yaml = StoryScript.class.getResourceAsStream(FILE)) {
      return YAMLMapper.builder()
          .addModule(new Jdk8Module())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build()
          .readValue(yaml, new TypeReference<List<StoryScript>>() {});
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }
}
