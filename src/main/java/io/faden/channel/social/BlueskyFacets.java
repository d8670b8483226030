package io.faden.channel.social;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says which parts of a text are mentions, links and tags: without that a mention is no mention.
 * Places are counted in bytes of UTF-8. Source: docs.bsky.app, advanced guides, rich text.
 */
final class BlueskyFacets {
  private static final Pattern MENTION =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}@._/-])@((?:[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\\.)+"
              + "[a-zA-Z](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)");
  private static final Pattern LINK = Pattern.compile("(?i)\\bhttps?://[^\\s<>\"]+");
  private static final Pattern TAG =
      Pattern.compile("(?<![\\p{L}\\p{N}#&/])#((?=[^\\s]*[\\p{L}_])[\\p{L}\\p{N}_]{1,64})");

  private BlueskyFacets() {}

  /** Finds out whose a handle is; empty if nobody's. */
  interface Handles {
    Optional<String> did(String handle) throws NetworkFault;
  }

  static List<Map<String, Object>> of(String text, Handles handles) throws NetworkFault {
    List<Map<String, Object>> facets = new ArrayList<>();
    Matcher links = LINK.matcher(text);
    List<int[]> taken = new ArrayList<>();
    while (links.find()) {
      String uri = trimmed(links.group());
      int end = links.start() + uri.length();
      taken.add(new int[] {links.start(), end});
      facets.add(
          facet(
              text,
              links.start(),
              end,
              Map.of("$type", "app.bsky.richtext.facet#link", "uri", uri)));
    }
    Matcher mentions = MENTION.matcher(text);
    while (mentions.find()) {
      if (isFree(taken, mentions.start())) {
        Optional<String> did = handles.did(mentions.group(1));
        if (did.isPresent()) {
          facets.add(
              facet(
                  text,
                  mentions.start(),
                  mentions.end(),
                  Map.of("$type", "app.bsky.richtext.facet#mention", "did", did.get())));
        }
      }
    }
    Matcher tags = TAG.matcher(text);
    while (tags.find()) {
      if (isFree(taken, tags.start())) {
        facets.add(
            facet(
                text,
                tags.start(),
                tags.end(),
                Map.of("$type", "app.bsky.richtext.facet#tag", "tag", tags.group(1))));
      }
    }
    return facets;
  }

  /** What ends a sentence is no part of an address, nor a bracket that was opened before it. */
  private static String trimmed(String address) {
    String rest = address.replaceFirst("[.,;:!?'…]+$", "");
    return rest.endsWith(")") && !rest.contains("(") ? rest.substring(0, rest.length() - 1) : rest;
  }

  private static boolean isFree(List<int[]> taken, int at) {
    return taken.stream().noneMatch(place -> at >= place[0] && at < place[1]);
  }

  private static Map<String, Object> facet(
      String text, int from, int to, Map<String, Object> feature) {
    int start = NetworkHttp.bytes(text.substring(0, from)).length;
    int end = start + NetworkHttp.bytes(text.substring(from, to)).length;
    return Map.of(
        "index", Map.of("byteStart", start, "byteEnd", end), "features", List.of(feature));
  }
}
