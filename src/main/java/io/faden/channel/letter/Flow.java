package io.faden.channel.letter;

import java.util.ArrayList;
import java.util.List;

/** Rows over pages. */
final class Flow {
  private Flow() {}

  /** From where to where a page has room, in millimetres from its upper edge. */
  record Room(float top, float bottom) {}

  /** A row whose upper edge has its place. */
  record Placed(Row row, float top) {}

  /** At least one page. No page is without a row, even if a row is higher than a page. */
  static List<List<Placed>> pages(List<Row> rows, Room first, Room others) {
    List<List<Placed>> pages = new ArrayList<>();
    Room room = first;
    int at = 0;
    do {
      int end = cut(rows, at, fitting(rows, at, room));
      pages.add(placed(rows.subList(at, end), room.top()));
      room = others;
      at = end;
    } while (at < rows.size());
    return pages;
  }

  /** Where the first row stands that has no room. */
  private static int fitting(List<Row> rows, int at, Room room) {
    float place = room.top();
    int end = at;
    while (end < rows.size()) {
      Row row = rows.get(end);
      place += (end == at ? 0 : row.gap()) + row.height();
      if (place > room.bottom()) {
        break;
      }
      end++;
    }
    return Math.max(end, Math.min(at + 1, rows.size()));
  }

  /** Back to where nothing is torn apart; if there is no such place, where the page ends. */
  private static int cut(List<Row> rows, int at, int end) {
    if (end == rows.size()) {
      return end;
    }
    int cut = end;
    while (cut > at && rows.get(cut - 1).glued()) {
      cut--;
    }
    return cut == at ? end : cut;
  }

  private static List<Placed> placed(List<Row> rows, float top) {
    List<Placed> placed = new ArrayList<>();
    float place = top;
    for (Row row : rows) {
      place += placed.isEmpty() ? 0 : row.gap();
      placed.add(new Placed(row, place));
      place += row.height();
    }
    return placed;
  }
}
