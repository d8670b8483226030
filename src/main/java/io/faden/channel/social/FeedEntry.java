package io.faden.channel.social;

import io.faden.platform.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an item of a feed says, whatever its format.
 *
 * @param id guid or id, if it has one
 * @param title one line, plain; may be empty
 * @param content HTML or plain, the longest form that the item has
 * @param html whether the content is HTML
 * @param author may be empty
 */
record FeedEntry(
    Optional<String> id,
    Optional<String> link,
    String title,
    String content,
    boolean html,
    String author,
    Optional<String> authorUrl,
    Optional<String> avatar,
    Optional<String> language,
    Optional<Instant> published,
    Optional<Instant> updated,
    List<Told.Picture> pictures) {
  private static final int LONGEST_ID = 500;
  private static final int SHORT = 32;

  FeedEntry {
    pictures = List.copyOf(pictures);
  }

  /**
   * What it is known by: guid or id; else its address and date; else everything it says, for then
   * it cannot be told from another one. Always the same for the same item.
   */
  String identity() {
    String known =
        id.orElseGet(
            () ->
                link.map(url -> published.map(at -> url + " " + at).orElse(url))
                    .orElseGet(() -> "sha256:" + saying()));
    return known.length() <= LONGEST_ID ? known : "sha256:" + shortHash(known);
  }

  /** Equal means that it says the same. As it came: another release must not see edits in it. */
  String saying() {
    return shortHash(
        String.join(
            "\u0000",
            Stream.concat(
                    Stream.of(title, content, link.orElse("")),
                    pictures.stream().map(Told.Picture::url))
                .toList()));
  }

  static String shortHash(String text) {
    return HexFormat.of()
        .formatHex(Secret.sha256(text.getBytes(StandardCharsets.UTF_8)))
        .substring(0, SHORT);
  }
}
