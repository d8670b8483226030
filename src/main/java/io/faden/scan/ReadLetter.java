package io.faden.scan;

import io.faden.channel.letter.LetterContents;
import io.faden.channel.letter.ScanKind;
import io.faden.channel.letter.ScanText.ReadPage;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What was read from a scan. */
record ReadLetter(ScanKind kind, List<ReadPage> pages, LetterContents contents) {
  ReadLetter {
    pages = List.copyOf(pages);
  }

  String subject() {
    return LetterSubject.of(pages.getFirst().text());
  }

  /** Of all pages. */
  String text() {
    return pages.stream()
        .map(page -> page.text().text())
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining("\n\n"));
  }

  List<Clue> clues() {
    return Clue.of(contents.clues());
  }

  /** Why pages have no text although they should. */
  Optional<String> unread() {
    return pages.stream().flatMap(page -> page.unread().stream()).findFirst();
  }

  /** Whether another reading may give more. */
  boolean again() {
    return pages.stream().anyMatch(ReadPage::again);
  }
}
