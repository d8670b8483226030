package io.faden.channel.email;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.platform.Keys;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ThreadTokenTest {
  private final String id = Mails.CHANNEL.newMessageId(Mails.ACCOUNT, 4711);

  private static Optional<Long> conversation(String header, String id) {
    return Mails.read(header + ": <" + id + ">\n\nx").conversationToken();
  }

  @Test
  void anAnswerLeadsBackToItsConversation() {
    assertTrue(id.startsWith("faden.4711."));
    assertTrue(id.endsWith("@nordlicht.example"));
    assertEquals(Optional.of(4711L), conversation("In-Reply-To", id));
    assertEquals(Optional.of(4711L), conversation("References", id));
    assertEquals(Optional.of(4711L), conversation("References", "a@b>\n <" + id + "> <c@d"));
    assertEquals(Optional.of(4711L), conversation("In-Reply-To", id.toUpperCase(Locale.ROOT)));
  }

  @Test
  void ourOwnMessageIdIsNoAnswer() {
    assertEquals(Optional.empty(), conversation("Message-ID", id));
  }

  @Test
  void noTwoIdsAreEqual() {
    assertNotEquals(id, Mails.CHANNEL.newMessageId(Mails.ACCOUNT, 4711));
  }

  @Test
  void whatWeDidNotSignLeadsNowhere() {
    int signature = id.lastIndexOf('.', id.indexOf('@')) + 1;
    char other = id.charAt(signature) == 'a' ? 'b' : 'a';
    String forged = id.substring(0, signature) + other + id.substring(signature + 1);
    assertEquals(Optional.empty(), conversation("In-Reply-To", forged));
    assertEquals(Optional.empty(), conversation("In-Reply-To", id.replace(".4711.", ".4712.")));
    assertEquals(Optional.empty(), conversation("In-Reply-To", id.replace(".4711.", ".04711.")));
    byte[] otherKey = new byte[32];
    otherKey[0] = 1;
    String foreign = new EmailChannel(new Keys(otherKey)).newMessageId(Mails.ACCOUNT, 4711);
    assertEquals(Optional.empty(), conversation("In-Reply-To", foreign));
  }

  @Test
  void theFirstIdThatIsOursCounts() {
    String older = Mails.CHANNEL.newMessageId(Mails.ACCOUNT, 1);
    assertEquals(Optional.of(4711L), conversation("References", older + "> <" + id + "> <fremd@x"));
  }
}
