package io.faden.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The mailboxes on disk: one folder for each address, in it one file {@code <uid>.eml} for each
 * message, and a file {@code uidvalidity}.
 */
final class MailFolders {
  private static final String ENDING = ".eml";
  private static final String VALIDITY = "uidvalidity";

  private final Path folder;
  private final Map<String, Mailbox> mailboxes = new TreeMap<>();

  private MailFolders(Path folder) {
    this.folder = folder;
  }

  /** A message as it was delivered; the UID counts from 1 without a gap. */
  record Kept(String mailbox, long uid, byte[] raw) {}

  private record Mailbox(long validity, List<Kept> mails) {}

  static MailFolders open(Path folder) {
    MailFolders folders = new MailFolders(folder);
    try {
      Files.createDirectories(folder);
      try (Stream<Path> each = Files.list(folder)) {
        for (Path mailbox : each.filter(Files::isDirectory).toList()) {
          String address =
              URLDecoder.decode(mailbox.getFileName().toString(), StandardCharsets.UTF_8);
          folders.mailboxes.put(address, read(address, mailbox));
        }
      }
      return folders;
    } catch (IOException fault) {
      throw new UncheckedIOException(
          "The mailboxes of the demo in " + folder + " cannot be read", fault);
    }
  }

  private static Mailbox read(String address, Path folder) throws IOException {
    List<Long> uids;
    try (Stream<Path> files = Files.list(folder)) {
      uids =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.matches("[0-9]{1,9}\\.eml"))
              .map(name -> Long.valueOf(name.substring(0, name.length() - ENDING.length())))
              .sorted()
              .toList();
    }
    boolean whole = uids.equals(LongStream.rangeClosed(1, uids.size()).boxed().toList());
    if (!whole) {
      // Somebody took files out. Other UIDs need another UIDVALIDITY, or messages would be missed.
      for (int i = 0; i < uids.size(); i++) {
        Files.move(file(folder, uids.get(i)), file(folder, i + 1L));
      }
      Files.deleteIfExists(folder.resolve(VALIDITY));
    }
    List<Kept> mails = new ArrayList<>();
    for (long uid = 1; uid <= uids.size(); uid++) {
      mails.add(new Kept(address, uid, Files.readAllBytes(file(folder, uid))));
    }
    return new Mailbox(validityOf(folder), mails);
  }

  private static long validityOf(Path folder) throws IOException {
    Path file = folder.resolve(VALIDITY);
    if (Files.exists(file) && Files.readString(file).strip().matches("[0-9]{1,10}")) {
      return Long.parseLong(Files.readString(file).strip());
    }
    long validity = Instant.now().getEpochSecond();
    Files.writeString(file, validity + "\n");
    return validity;
  }

  private static Path file(Path folder, long uid) {
    return folder.resolve(uid + ENDING);
  }

  synchronized List<String> addresses() {
    return List.copyOf(mailboxes.keySet());
  }

  synchronized List<Kept> mails(String address) {
    Mailbox mailbox = mailboxes.get(address.toLowerCase(Locale.ROOT));
    return mailbox == null ? List.of() : List.copyOf(mailbox.mails());
  }

  /** Makes the mailbox if there is none. */
  synchronized long validity(String address) {
    return mailbox(address.toLowerCase(Locale.ROOT)).validity();
  }

  /** Keeps a message under the next UID. */
  synchronized void add(String address, byte[] raw) {
    String known = address.toLowerCase(Locale.ROOT);
    Mailbox mailbox = mailbox(known);
    long uid = mailbox.mails().size() + 1L;
    try {
      Path whole = folder(known).resolve("incoming");
      Files.write(whole, raw);
      Files.move(whole, file(folder(known), uid), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
    mailbox.mails().add(new Kept(known, uid, raw));
  }

  private Mailbox mailbox(String address) {
    return mailboxes.computeIfAbsent(
        address,
        fresh -> {
          try {
            Path made = Files.createDirectories(folder(fresh));
            return new Mailbox(validityOf(made), new ArrayList<>());
          } catch (IOException fault) {
            throw new UncheckedIOException(fault);
          }
        });
  }

  /** Nothing in an address leads out of the folder. */
  private Path folder(String address) {
    String name = URLEncoder.encode(address, StandardCharsets.UTF_8);
    return folder.resolve(name.replace("%40", "@").replace("*", "%2A").replaceFirst("^\\.", "%2E"));
  }
}
