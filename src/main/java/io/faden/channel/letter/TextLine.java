package io.faden.channel.letter;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Words beside one another; never none.
 *
 * @param startsParagraph whether there is a gap above
 */
public record TextLine(List<Word> words, boolean startsParagraph) {
  /** Words further apart stand in another column: about 6 mm of a sheet. */
  private static final double COLUMN_GAP = 0.03;

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

  /** Its parts where it runs over several columns, from the left. */
  public List<TextLine> columns() {
    List<TextLine> pieces = new ArrayList<>();
    List<Word> piece = new ArrayList<>();
    for (Word word : words) {
      if (!piece.isEmpty() && word.place().left() - piece.getLast().place().right() > COLUMN_GAP) {
        pieces.add(new TextLine(piece, false));
        piece = new ArrayList<>();
      }
      piece.add(word);
    }
    pieces.add(new TextLine(piece, false));
    return pieces;
  }
}
