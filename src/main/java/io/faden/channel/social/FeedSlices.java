package io.faden.channel.social;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.faden.channel.UnreadableArrival;
import io.faden.platform.http.Json;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The items of a feed as they stand in its text, and what has to stand around one of them so that
 * it can be read alone: the outer elements with their namespaces, bases and languages.
 *
 * @param open before an item; empty for JSON
 * @param close behind it
 */
record FeedSlices(String open, String close, List<String> items) {
  private static final int MOST_ITEMS = 5_000;
  private static final int LONGEST_FRAME = 16 << 10;

  FeedSlices {
    items = List.copyOf(items);
  }

  /** Errors: {@link UnreadableArrival} with a sentence for what is no feed. */
  static FeedSlices of(String text) throws UnreadableArrival {
    FeedSlices slices = isJson(text) ? json(text) : new Scan(text).slices();
    if (slices.items.size() > MOST_ITEMS) {
      throw new UnreadableArrival("The feed has more than " + MOST_ITEMS + " items.");
    }
    if (slices.open.length() > LONGEST_FRAME) {
      throw new UnreadableArrival("The feed is not built as feeds are.");
    }
    return slices;
  }

  static boolean isJson(String text) {
    return text.stripLeading().startsWith("{");
  }

  private static FeedSlices json(String text) throws UnreadableArrival {
    List<String> items = new ArrayList<>();
    boolean feed = false;
    try (JsonParser parser = Json.MAPPER.createParser(text)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean here = parser.currentName().equals("items");
        if (parser.nextToken() == JsonToken.START_ARRAY && here) {
          feed = true;
          slice(parser, text, items);
        } else {
          parser.skipChildren();
        }
      }
    } catch (IOException broken) {
      throw new UnreadableArrival("The feed is not well-formed JSON.", broken);
    }
    if (!feed) {
      throw new UnreadableArrival("This JSON has no items: it is no feed.");
    }
    return new FeedSlices("", "", items);
  }

  private static void slice(JsonParser parser, String text, List<String> items) throws IOException {
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      int start = (int) parser.currentTokenLocation().getCharOffset();
      boolean item = parser.currentToken() == JsonToken.START_OBJECT;
      parser.skipChildren();
      if (item) {
        items.add(text.substring(start, (int) parser.currentLocation().getCharOffset()));
      }
    }
  }

  /**
   * Walks over the tags of a document that a parser has found well-formed, so nothing but their
   * places is asked for here.
   */
  private static final class Scan {
    private final String text;
    private final Deque<String> path = new ArrayDeque<>();
    private final List<String> items = new ArrayList<>();
    private Optional<String> root = Optional.empty();
    private Optional<String> channel = Optional.empty();
    private int itemStart = -1;
    private int itemDepth;

    Scan(String text) {
      this.text = text;
    }

    FeedSlices slices() throws UnreadableArrival {
      int place = text.indexOf('<');
      while (place >= 0) {
        place = text.indexOf('<', passed(place));
      }
      if (root.isEmpty()) {
        throw new UnreadableArrival("This is no feed.");
      }
      String open = root.get();
      String close = "</" + name(root.get()) + ">";
      if (channel.isPresent()) {
        String end = "</" + name(channel.get()) + ">";
        boolean around = !local(name(root.get())).equals("rdf");
        open += around ? channel.get() : channel.get() + end;
        close = around ? end + close : close;
      }
      return new FeedSlices(open, close, items);
    }

    /** The place behind what begins here. */
    private int passed(int place) throws UnreadableArrival {
      if (text.startsWith("<!--", place)) {
        return behind("-->", place + 4);
      }
      if (text.startsWith("<![CDATA[", place)) {
        return behind("]]>", place);
      }
      if (text.startsWith("<?", place)) {
        return behind("?>", place);
      }
      int end = tagEnd(place);
      if (text.startsWith("</", place)) {
        closed(end);
      } else if (!text.startsWith("<!", place)) {
        opened(place, end);
      }
      return end;
    }

    private int behind(String mark, int from) throws UnreadableArrival {
      int found = text.indexOf(mark, from);
      if (found < 0) {
        throw new UnreadableArrival("The feed ends in the middle.");
      }
      return found + mark.length();
    }

    /** A value may hold what else would end the tag. */
    private int tagEnd(int place) throws UnreadableArrival {
      char quote = 0;
      for (int i = place; i < text.length(); i++) {
        char c = text.charAt(i);
        if (quote != 0) {
          quote = c == quote ? 0 : quote;
        } else if (c == '"' || c == '\'') {
          quote = c;
        } else if (c == '>') {
          return i + 1;
        }
      }
      throw new UnreadableArrival("The feed ends in the middle.");
    }

    private void opened(int place, int end) {
      String tag = text.substring(place, end);
      String name = local(name(tag));
      boolean empty = tag.endsWith("/>");
      if (path.isEmpty() && root.isEmpty()) {
        root = Optional.of(empty ? tag.substring(0, tag.length() - 2) + ">" : tag);
      } else if (path.size() == 1 && name.equals("channel") && channel.isEmpty()) {
        channel = Optional.of(empty ? tag.substring(0, tag.length() - 2) + ">" : tag);
      }
      if (itemStart < 0 && isItem(name)) {
        if (empty) {
          items.add(tag);
        } else {
          itemStart = place;
          itemDepth = path.size();
        }
      }
      if (!empty) {
        path.push(name);
      }
    }

    private boolean isItem(String name) {
      return switch (path.size()) {
        case 1 -> name.equals("item") || name.equals("entry");
        case 2 -> name.equals("item") && path.peek().equals("channel");
        default -> false;
      };
    }

    private void closed(int end) {
      path.poll();
      if (itemStart >= 0 && path.size() == itemDepth) {
        items.add(text.substring(itemStart, end));
        itemStart = -1;
      }
    }

    private static String name(String tag) {
      return tag.substring(1).split("[\\s/>]", 2)[0];
    }

    private static String local(String name) {
      return name.substring(name.indexOf(':') + 1).toLowerCase(Locale.ROOT);
    }
  }
}
