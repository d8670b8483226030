package io.faden.demo;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** Who is on the small network of the demo, what they wrote, and what the house does about it. */
record TownScript(List<Somebody> people, List<Said> posts, List<Act> acts, Forum feed) {
  private static final String FILE = "/demo/posts.yaml";

  TownScript {
    people = List.copyOf(people);
    posts = List.copyOf(posts);
    acts = List.copyOf(acts);
  }

  record Somebody(String handle, String name, int followers, boolean bot) {}

  /** The times are as in {@link Script}. */
  record Said(
      String id,
      String from,
      String sent,
      Optional<String> answers,
      Optional<String> to,
      String text,
      Optional<Drawn> picture) {}

  record Drawn(String meter, String description) {}

  /**
   * What somebody of the house does.
   *
   * @param act answer, watch or none, as in the list of posts; reply is a public answer
   */
  record Act(String post, String by, String act, Optional<String> text) {}

  record Forum(String title, List<Item> items) {
    Forum {
      items = List.copyOf(items);
    }
  }

  record Item(int id, String author, String title, String sent, String text) {}

  static TownScript read() {
    try (InputStream yaml = TownScript.class.getResourceAsStream(FILE)) {
      return YAMLMapper.builder()
          .addModule(new Jdk8Module())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build()
          .readValue(yaml, TownScript.class);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }
}
