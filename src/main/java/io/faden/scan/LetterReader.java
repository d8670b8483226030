package io.faden.scan;

import io.faden.channel.ChannelAccount;
import io.faden.channel.UnreadableArrival;
import io.faden.channel.letter.LetterContents;
import io.faden.channel.letter.LetterReference;
import io.faden.channel.letter.Scan;
import io.faden.channel.letter.ScanFiles;
import io.faden.channel.letter.ScanReading;
import io.faden.channel.letter.ScanText;
import io.faden.customer.PhoneNumbers;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads scanned files: text, date, and what says whom a letter is from. Takes its time. */
public final class LetterReader {
  /** For all pages of a scan; those that are left then stay unread. */
  public static final Duration RECOGNITION = Duration.ofMinutes(6);

  private final ScanFiles files;
  private final ScanText text;
  private final LetterReference references;
  private final PhoneNumbers phones;

  public LetterReader(
      ScanFiles files, ScanText text, LetterReference references, PhoneNumbers phones) {
    this.files = files;
    this.text = text;
    this.references = references;
    this.phones = phones;
  }

  /** Errors: {@link UnreadableArrival} with a sentence for people. */
  ReadLetter read(ChannelAccount account, byte[] raw, LocalDate received) throws UnreadableArrival {
    Scan opened = opened(files.read(raw));
    List<ScanText.ReadPage> pages = text.of(raw, opened);
    LetterContents.Search search =
        new LetterContents.Search(references, phones, customerNumbers(account));
    return new ReadLetter(opened.kind(), pages, search.in(pages, received));
  }

  private static Scan opened(ScanReading reading) throws UnreadableArrival {
    return switch (reading) {
      case ScanReading.Read read -> read.scan();
      case ScanReading.OtherKind other ->
          throw new UnreadableArrival("This is no PDF, TIFF, PNG or JPEG file.");
      case ScanReading.Empty empty -> throw new UnreadableArrival("The file is empty.");
      case ScanReading.Encrypted encrypted ->
          throw new UnreadableArrival(
              "The file is encrypted: nobody reads it without its password.");
      case ScanReading.Broken broken -> throw new UnreadableArrival("The file is damaged.");
      case ScanReading.TooLarge large ->
          throw new UnreadableArrival(
              String.format(
                  Locale.ROOT,
                  "The file has %d MB, which is more than a letter may have.",
                  large.bytes() >> 20));
      case ScanReading.TooManyPages many ->
          throw new UnreadableArrival("The file has more than " + many.most() + " pages.");
      case ScanReading.TooCostly costly ->
          throw new UnreadableArrival(
              "Opening the file takes more memory or time than a letter may take.");
    };
  }

  private static List<Pattern> customerNumbers(ChannelAccount account) {
    return account.letterbox().customerNumbers().stream().map(Pattern::compile).toList();
  }
}
