package io.faden.channel.social;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a network told us. */
public sealed interface Told {

  /**
   * Somebody wrote something.
   *
   * @param id of the network
   * @param text plain, lines end with \n; as the network shows it, mentions included
   * @param language ISO 639-1, if the network says so
   * @param writtenAt by the network's clock
   * @param url where people can look at it
   * @param parents ids of the posts above it, nearest first, as far as the post itself tells
   * @param edited when it was changed last
   */
  record Post(
      String id,
      Kind kind,
      boolean open,
      Author author,
      String subject,
      String text,
      Optional<String> language,
      Instant writtenAt,
      Optional<String> url,
      List<String> parents,
      List<Picture> pictures,
      Optional<Instant> edited)
      implements Told {
    public Post {
      parents = List.copyOf(parents);
      pictures = List.copyOf(pictures);
    }
  }

  /** A post says something else now. */
  record Edited(Post post) implements Told {}

  /** A post is not there any more. */
  record Deleted(String id, Instant at) implements Told {}

  /** Ours, or nothing that anybody said: it is recorded and that is all. */
  record Nothing(String why) implements Told {}

  /**
   * Who wrote it.
   *
   * @param value names them on their channel for ever and equal means the same: {@code
   *     name@server}, a DID, {@code source/id}
   * @param handle for reading, without a leading @
   * @param name may be empty
   * @param followers how many, if the network says so
   * @param bot it says of itself that it is no person
   */
  record Author(
      String value,
      String handle,
      String name,
      Optional<String> url,
      Optional<String> avatar,
      Optional<Integer> followers,
      boolean bot) {}

  record Picture(String url, String description, String type) {}

  /** Why we were told. */
  enum Kind {
    MENTION,
    /** It answers a post of ours. */
    REPLY,
    QUOTE,
    DIRECT,
    /** We looked for it. */
    FOUND,
    /** Of a feed. */
    ITEM;

    @JsonValue
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Kind of(String label) {
      return valueOf(label.toUpperCase(Locale.ROOT));
    }
  }
}
