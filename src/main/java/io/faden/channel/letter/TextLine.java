package io.faden.channel.letter;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Words beside one another; never none.
 *
 * @param startsParagraph whether there is a gap above
 */
public record TextLine(List<Word> words, boolean startsParagraph) {
  public TextLine {
    words = List.copyOf(words);
    if (words.isEmpty()) {
      throw new IllegalArgumentException("a line has words");
    }
  }

  public String text() {
    return words.stream().map(Word::text).collect(Collectors.joining(" "));
  }

  public Box place() {
    return words.stream().map(Word::place).reduce(Box::and).orElseThrow();
  }
}
