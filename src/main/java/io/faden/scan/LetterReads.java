package io.faden.scan;

import io.faden.customer.CustomerCard;
import io.faden.platform.db.Sql;
import java.util.List;
import java.util.Optional;

/** Reads a scanned letter with all that is shown of it. */
final class LetterReads {
  private final LetterFiling filing;
  private final ScanRows rows = new ScanRows();

  LetterReads(LetterFiling filing) {
    this.filing = filing;
  }

  LetterPage page(Sql sql, KeptScan scan) {
    LetterRow letter = rows.find(sql, scan.id()).orElseThrow();
    ScanRows.Detail detail = rows.detail(sql, scan.id());
    boolean open = letter.state().equals("checking") || letter.state().equals("quarantined");
    List<Weighing.Candidate> candidates =
        open ? filing.senders().weigh(sql, scan.clues()).candidates() : List.of();
    return new LetterPage(
        letter,
        scan.version(),
        detail.kind(),
        detail.written(),
        detail.writtenEvidence(),
        scan.originalPlace(),
        Optional.of(scan.subject()).filter(subject -> !subject.isEmpty()),
        scan.text(),
        LetterPage.Reading.of(
            detail.readAt().isPresent(),
            letter.state().equals("quarantined"),
            detail.unread().or(letter::error),
            detail.again(),
            detail.pages()),
        detail.pages(),
        candidates,
        reference(sql, scan.clues()),
        open ? returned(sql, scan) : Optional.empty(),
        Optional.of(filing.senders().sender(sql, scan.clues())));
  }

  private Optional<LetterPage.Returned> returned(Sql sql, KeptScan scan) {
    return filing
        .returns()
        .guess(sql, scan)
        .map(
            guess ->
                new LetterPage.Returned(
                    guess.letter().entry(),
                    guess.letter().sentAt(),
                    guess.letter().lines(),
                    guess.reason()));
  }

  private static Optional<LetterPage.Reference> reference(Sql sql, List<Clue> clues) {
    return clues.stream()
        .filter(clue -> clue.reference().isPresent())
        .findFirst()
        .flatMap(
            clue ->
                sql.row(
                        """
                        SELECT c.id, c.subject, k.id AS customer_id, k.name AS customer_name, k.address AS customer_address,
                               k.kind AS customer_kind
                          FROM conversation_standing c JOIN customer_card o ON o.id = c.customer_id
                          JOIN customer_card k ON k.id = o.root_id
                         WHERE c.id = $1
                        """,
                        clue.reference().orElseThrow())
                    .map(
                        row ->
                            new LetterPage.Reference(
                                row.getLong("id"),
                                row.getString("subject"),
                                CustomerCard.of(row),
                                LetterEvidence.of(clue, LetterEvidence.YES))));
  }
}
