package io.faden.search;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Marks in a text what was looked for. */
final class Marks {
  /** An ending that a stem may have and still be the same word: Bestätig-ungen. */
  private static final int LONGEST_ENDING = 5;

  private static final int EXCERPT = 220;
  private static final int BEFORE = 60;
  private static final String BETWEEN_DIGITS = " ()/.-+";

  private final List<Wanted> wanted;
  private final Set<String> stems;
  private final List<String> parts;
  private final Optional<String> digits;

  private record Wanted(List<String> words, boolean open) {}

  private record Word(String folded, int from, int to) {}

  /**
   * Input: the query, the stems of its words, and folded texts that count anywhere, also within a
   * word.
   */
  Marks(SearchQuery query, Set<String> stems, List<String> parts) {
    this.wanted =
        query.wanted().stream()
            .map(
                term ->
                    new Wanted(words(term.text()).stream().map(Word::folded).toList(), term.open()))
            .toList();
    this.stems = stems;
    this.parts = parts;
    this.digits = query.digits();
  }

  /** The whole text in pieces. */
  List<Part> whole(String text) {
    return pieces(text, hits(text), 0, text.length());
  }

  boolean marks(String text) {
    return !hits(text).isEmpty();
  }

  /**
   * About two lines of a long text around the place where most is found; its start if nothing is.
   */
  List<Part> excerpt(String longText) {
    String text = longText.strip().replaceAll("\\s+", " ");
    BitSet hits = hits(text);
    int best = 0;
    int most = 0;
    for (int at = hits.nextSetBit(0); at >= 0; at = hits.nextSetBit(hits.nextClearBit(at))) {
      int found = hits.get(at, Math.min(at + EXCERPT - BEFORE, text.length())).cardinality();
      if (found > most) {
        most = found;
        best = at;
      }
    }
    int from = best <= BEFORE ? 0 : text.lastIndexOf(' ', best - BEFORE / 2) + 1;
    from = Math.max(from, best - BEFORE);
    int to = Math.min(text.length(), from + EXCERPT);
    // A character outside the basic plane is two; neither is cut off from the other.
    from -= from > 0 && Character.isLowSurrogate(text.charAt(from)) ? 1 : 0;
    to -= to < text.length() && Character.isLowSurrogate(text.charAt(to)) ? 1 : 0;
    List<Part> parts = new ArrayList<>();
    if (from > 0) {
      parts.add(new Part("… ", false));
    }
    parts.addAll(pieces(text, hits, from, to));
    if (to < text.length()) {
      parts.add(new Part(" …", false));
    }
    return parts;
  }

  private static List<Part> pieces(String text, BitSet hits, int from, int to) {
    List<Part> pieces = new ArrayList<>();
    for (int at = from; at < to; ) {
      boolean hit = hits.get(at);
      int change = hit ? hits.nextClearBit(at) : hits.nextSetBit(at);
      int end = change < 0 ? to : Math.min(change, to);
      pieces.add(new Part(text.substring(at, end), hit));
      at = end;
    }
    return pieces;
  }

  private BitSet hits(String text) {
    BitSet hits = new BitSet();
    List<Word> words = words(text);
    for (int place = 0; place < words.size(); place++) {
      for (Wanted one : wanted) {
        if (begins(one, words, place)) {
          hits.set(words.get(place).from(), words.get(place + one.words().size() - 1).to());
        }
      }
    }
    if (!parts.isEmpty()) {
      Folded folded = Folded.of(text);
      for (String part : parts) {
        markParts(hits, folded, part, text.length());
      }
    }
    digits.ifPresent(wish -> markDigits(hits, text, wish));
    return hits;
  }

  /** Digits with nothing but blanks and signs between them. */
  private static void markDigits(BitSet hits, String text, String wish) {
    StringBuilder digits = new StringBuilder();
    int[] places = new int[text.length()];
    for (int at = 0; at <= text.length(); at++) {
      char sign = at < text.length() ? text.charAt(at) : 'x';
      if (sign >= '0' && sign <= '9') {
        places[digits.length()] = at;
        digits.append(sign);
      } else if (BETWEEN_DIGITS.indexOf(sign) < 0) {
        for (int found = digits.indexOf(wish);
            found >= 0;
            found = digits.indexOf(wish, found + 1)) {
          hits.set(places[found], places[found + wish.length() - 1] + 1);
        }
        digits.setLength(0);
      }
    }
  }

  private static void markParts(BitSet hits, Folded folded, String part, int length) {
    String letters = folded.letters();
    for (int at = letters.indexOf(part); at >= 0; at = letters.indexOf(part, at + part.length())) {
      int end = at + part.length();
      hits.set(folded.origin(at), end < letters.length() ? folded.origin(end) : length);
    }
  }

  private boolean begins(Wanted one, List<Word> words, int place) {
    int count = one.words().size();
    if (count == 0 || place + count > words.size()) {
      return false;
    }
    for (int next = 0; next < count; next++) {
      String word = words.get(place + next).folded();
      String wish = one.words().get(next);
      boolean open = one.open() && next == count - 1 && wish.length() >= 3;
      if (!word.equals(wish) && !(open && word.startsWith(wish)) && !(count == 1 && stem(word))) {
        return false;
      }
    }
    return true;
  }

  private boolean stem(String word) {
    return stems.stream()
        .anyMatch(stem -> word.startsWith(stem) && word.length() - stem.length() <= LONGEST_ENDING);
  }

  private static List<Word> words(String text) {
    List<Word> words = new ArrayList<>();
    int from = -1;
    for (int at = 0; at <= text.length(); ) {
      int character = at < text.length() ? text.codePointAt(at) : ' ';
      if (belongs(character)) {
        from = from < 0 ? at : from;
      } else if (from >= 0) {
        words.add(new Word(Folded.fold(text.substring(from, at)), from, at));
        from = -1;
      }
      at += Character.charCount(character);
    }
    return words;
  }

  private static boolean belongs(int character) {
    return Character.isLetterOrDigit(character)
        || Character.getType(character) == Character.NON_SPACING_MARK;
  }
}
