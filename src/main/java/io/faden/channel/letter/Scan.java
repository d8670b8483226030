package io.faden.channel.letter;

import java.util.List;

/** A file that could be opened: its pages, at least one. */
public record Scan(ScanKind kind, List<ScanPage> pages) {
  public Scan {
    pages = List.copyOf(pages);
  }
}
