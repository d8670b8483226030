package io.faden.demo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.faden.demo.Letter.Sender;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProviderTest {
  private static final String US = "service@tidenwerk.example";

  @TempDir Path folder;

  private record Seen(long validity, List<Long> uids, List<byte[]> raw) {}

  private static void write(Provider provider, String id) throws Exception {
    new Postman(provider.smtpPort())
        .send(
            new Letter(
                new Sender("Käthe Brodersen", "kaethe@post.example"),
                US,
                "Grüße",
                Instant.now(),
                "Moin\n\nKäthe",
                Optional.empty(),
                id + "@post.example",
                List.of(),
                Map.of(),
                List.of(),
                List.of()));
  }

  private static Seen read(Provider provider) throws Exception {
    try (Store store = Session.getInstance(new Properties()).getStore("imap")) {
      store.connect(Provider.HOST, provider.imapPort(), US, Provider.PASSWORD);
      IMAPFolder inbox = (IMAPFolder) store.getFolder("INBOX");
      inbox.open(Folder.READ_ONLY);
      List<Long> uids = new ArrayList<>();
      List<byte[]> raw = new ArrayList<>();
      for (Message message : inbox.getMessages()) {
        uids.add(inbox.getUID(message));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        message.writeTo(bytes);
        raw.add(bytes.toByteArray());
      }
      return new Seen(inbox.getUIDValidity(), uids, raw);
    }
  }

  @Test
  void mailIsThereAfterARestartUnderTheSameNumbers() throws Exception {
    Seen before;
    try (Provider provider = Provider.start(folder, 0)) {
      write(provider, "eins");
      write(provider, "zwei");
      before = read(provider);
    }
    try (Provider provider = Provider.start(folder, 0)) {
      Seen after = read(provider);
      assertEquals(List.of(1L, 2L), after.uids());
      assertEquals(before.validity(), after.validity());
      assertArrayEquals(before.raw().getFirst(), after.raw().getFirst());
      assertArrayEquals(before.raw().getLast(), after.raw().getLast());
      write(provider, "drei");
      assertEquals(List.of(1L, 2L, 3L), read(provider).uids());
    }
  }

  @Test
  void aMailboxWithAGapIsAnotherMailbox() throws Exception {
    try (Provider provider = Provider.start(folder, 0)) {
      write(provider, "eins");
      write(provider, "zwei");
    }
    Path mailbox = folder.resolve(US);
    Files.delete(mailbox.resolve("1.eml"));
    Files.writeString(mailbox.resolve("uidvalidity"), "7");
    try (Provider provider = Provider.start(folder, 0)) {
      Seen after = read(provider);
      assertEquals(List.of(1L), after.uids());
      assertNotEquals(7, after.validity());
    }
  }

  @Test
  void noAddressLeadsOutOfTheFolder() {
    MailFolders folders = MailFolders.open(folder.resolve("mail"));
    folders.add("..", new byte[] {'x'});
    folders.add("../../x@post.example", new byte[] {'x'});
    assertEquals(List.of("mail"), List.of(folder.toFile().list()));
    assertEquals(1, MailFolders.open(folder.resolve("mail")).mails("../../x@post.example").size());
  }
}
