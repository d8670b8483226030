package io.faden.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.channel.letter.LetterReference;
import io.faden.channel.letter.Letters;
import io.faden.scan.Letterbox.Sender;
import io.faden.testing.ApiServer.Reply;
import io.faden.testing.AtOnce;
import io.faden.testing.Caller;
import io.faden.testing.Colleague;
import io.faden.testing.Recogniser;
import io.faden.testing.TestApp;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Scanned letters find their customer, or somebody says who that is. */
class LettersInTest {
  private static final int DAYS = 14;

  private static TestApp app;
  private static Letterbox post;

  @BeforeAll
  static void start() {
    app = TestApp.start();
    post = Letterbox.of(app, new JsonObject().put("answerWithinDays", DAYS));
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  private static JsonObject row(JsonObject letter) {
    return letter.getJsonObject("letter");
  }

  private static long id(JsonObject letter) {
    return row(letter).getLong("id");
  }

  private static List<JsonObject> candidates(JsonObject letter) {
    return Caller.objects(letter.getJsonArray("candidates"));
  }

  private static long customerOf(JsonObject letter) {
    assertEquals("filed", row(letter).getString("state"), letter::encodePrettily);
    return row(letter).getJsonObject("customer").getLong("id");
  }

  private static JsonObject toCheck(JsonObject letter) {
    assertEquals("checking", row(letter).getString("state"), letter::encodePrettily);
    return letter;
  }

  private static JsonObject messageOf(JsonObject letter) {
    long entry = row(letter).getLong("entryId");
    return app.agent1.read("/entries/" + entry);
  }

  /** What speaks for or against a candidate, each as kind and how it fits. */
  private static List<String> evidence(JsonObject candidate) {
    return Caller.objects(candidate.getJsonArray("evidence")).stream()
        .map(each -> each.getString("kind") + " " + each.getString("fits"))
        .toList();
  }

  /** A number that no other test uses. */
  private static String number() {
    return Integer.toString(ThreadLocalRandom.current().nextInt(100_000, 1_000_000));
  }

  private static String phone() {
    return "0431 " + ThreadLocalRandom.current().nextInt(2_000_000, 9_000_000);
  }

  private static Sender stranger() {
    return sender("Wiebke Fremdling" + name());
  }

  /** At a door of their own. */
  private static Sender sender(String name) {
    return new Sender(name, "Am Deich " + number().substring(2), "25899 Niebüll");
  }

  /** What no other name ends in. */
  private static String name() {
    return number()
        .chars()
        .map(digit -> 'a' + digit - '0')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  // What files a letter by itself

  @Test
  void aCustomerNumberFilesALetterByItself() {
    String number = number();
    long customer = post.customer("Jürgen Böttcher", "customer_number", number);
    JsonObject letter =
        post.letter(
            Letterbox.letter(
                sender("J. Böttcher"), "Reklamation", "Kundennummer: KD-" + number, "12.3.2026"));
    assertEquals(customer, customerOf(letter));
    assertEquals("Reklamation", letter.getString("subject"));
    long conversation = row(letter).getLong("conversationId");
    assertEquals("Reklamation", app.conversation(conversation).getString("subject"));
    JsonObject entry = app.messages(conversation).getFirst();
    assertEquals("letter", entry.getString("channel"));
    assertTrue(
        entry.getString("text").contains("Die Lieferung kam erst zwei Wochen später, und"),
        "lines that only the paper ended are joined: " + entry.encodePrettily());
    assertEquals("2026-03-12", letter.getString("writtenOn"));
  }

  @Test
  void anAddressWithoutANameIsToldUnderThatOfItsCustomer() {
    String number = number();
    long customer = post.customer("Wanda Zieliński", "customer_number", number);
    List<Letters.Line> lines =
        new ArrayList<>(Letterbox.letter(stranger(), "Auskunft", "Kundennummer: KD-" + number));
    lines.removeFirst();
    lines.add(new Letters.Line(25, 20, 11, "Rosenweg 7"));
    lines.add(new Letters.Line(25, 25, 11, "24214 Gettorf"));
    JsonObject letter = post.letter(lines);
    assertEquals(customer, customerOf(letter));
    assertEquals(
        new JsonObject().put("name", "Wanda Zieliński").put("address", "Rosenweg 7, 24214 Gettorf"),
        messageOf(letter).getJsonObject("from"));
  }

  @Test
  void anEmailAddressFilesALetterByItself() {
    String email = "kai-" + UUID.randomUUID() + "@kunde.example";
    long customer = post.customer("Kai Nord", "email", email);
    assertEquals(customer, customerOf(post.letter(Letterbox.letter(stranger(), "Frage", email))));
  }

  @Test
  void aTelephoneNumberOfOnlyOneCustomerFilesALetterByItself() {
    String phone = phone();
    long customer = post.customer("Kai Nord", "phone", phone);
    assertEquals(
        customer, customerOf(post.letter(Letterbox.letter(stranger(), "Frage", "Tel. " + phone))));
  }

  @Test
  void anAddressBlockFilesALetterByItselfUnderTheSameName() {
    String street = "Fischerweg " + number().substring(3);
    long customer = post.customer("Birte Hansen", "postal", street + ", 24376 Kappeln");
    long other = post.customer("Momme Hansen", "postal", street + ", 24376 Kappeln");
    JsonObject letter =
        post.letter(Letterbox.letter(new Sender("Birte Hansen", street, "24376 Kappeln"), "Frage"));
    assertEquals(customer, customerOf(letter));
    assertTrue(customer != other);
  }

  @Test
  void ourReferenceContinuesItsConversation() {
    JsonObject first = fromKnown();
    long conversation = row(first).getLong("conversationId");
    String reference = new LetterReference(TestApp.KEYS).make(conversation);
    JsonObject second =
        post.letter(Letterbox.letter(stranger(), "Noch einmal", "Ihr Zeichen: " + reference));
    assertEquals(customerOf(first), customerOf(second));
    assertEquals(conversation, row(second).getLong("conversationId"));
    assertEquals(2, app.messages(conversation).size());
  }

  @Test
  void aPoorScanIsReadByTextRecognitionAndFiledByItself() {
    Recogniser.require();
    String number = number();
    long customer = post.customer("Kai Nord", "customer_number", number);
    byte[] scan =
        Letters.file(
            Letters.scanned(
                Letterbox.letter(stranger(), "Reklamation der Waschmaschine", "KD-" + number),
                150,
                1,
                8),
            "png");
    JsonObject letter = post.settled(post.comes("scan.png", scan, ""));
    assertEquals(customer, customerOf(letter));
    assertEquals("Reklamation der Waschmaschine", letter.getString("subject"));
    assertEquals("read", letter.getJsonObject("reading").getString("state"));
    assertTrue(letter.getJsonArray("pages").getJsonObject(0).getBoolean("recognised"));
  }

  private static JsonObject fromKnown() {
    String number = number();
    long customer = post.customer("Jürgen Böttcher", "customer_number", number);
    JsonObject letter =
        post.letter(Letterbox.letter(sender("Jürgen Böttcher"), "Reklamation", "Nr. KD-" + number));
    assertEquals(customer, customerOf(letter));
    return letter;
  }

  @Test
  void aLetterGoesWhereWhoeverUploadedItSays() {
    long conversation = app.newConversation();
    long letter =
        post.comes(
            "brief.pdf",
            Letterbox.pdf(Letterbox.letter(stranger(), "Irgendwas " + number())),
            "&conversationId=" + conversation);
    JsonObject settled = post.settled(letter);
    assertEquals("filed", row(settled).getString("state"));
    assertEquals(conversation, row(settled).getLong("conversationId"));
  }

  @Test
  void theAddressOnALetterBecomesThatOfACustomerWithoutOne() {
    String number = number();
    Sender sender = stranger();
    long customer = post.customer(sender.name(), "customer_number", number);
    JsonObject letter = post.letter(Letterbox.letter(sender, "Umzug", "Nr. KD-" + number));
    assertEquals(customer, customerOf(letter));
    JsonObject known = app.agent1.read("/customers/" + customer);
    assertTrue(known.encode().contains(sender.street()), known::encodePrettily);
  }

  @Test
  void theDeadlineRunsFromTheDayOfReceipt() {
    String number = number();
    long customer = post.customer("Jürgen Böttcher", "customer_number", number);
    LocalDate received = LocalDate.now(ZoneId.systemDefault()).minusDays(3);
    long id =
        post.comes(
            "brief.pdf",
            Letterbox.pdf(Letterbox.letter(sender("Jürgen Böttcher"), "Frist", "Nr. KD-" + number)),
            "&receivedOn=" + received);
    JsonObject letter = post.settled(id);
    assertEquals(customer, customerOf(letter));
    assertEquals(endOf(received.plusDays(DAYS)), row(letter).getInstant("dueAt"));
    assertEquals(
        received,
        messageOf(letter).getInstant("occurredAt").atZone(ZoneId.systemDefault()).toLocalDate());
    LocalDate earlier = received.minusDays(2);
    Reply changed =
        app.agent1.patch(
            "/letters/" + id,
            new JsonObject()
                .put("version", letter.getInteger("version"))
                .put("receivedOn", earlier.toString())
                .put("writtenOn", "2026-01-02")
                .put("originalPlace", "Ordner B 17"));
    assertEquals(200, changed.status(), changed::text);
    assertEquals(endOf(earlier.plusDays(DAYS)), row(changed.json()).getInstant("dueAt"));
    assertEquals("2026-01-02", changed.json().getString("writtenOn"));
    assertEquals("Ordner B 17", changed.json().getString("originalPlace"));
    assertEquals(
        earlier,
        messageOf(letter).getInstant("occurredAt").atZone(ZoneId.systemDefault()).toLocalDate());
    assertEquals(
        "version_conflict",
        app.agent2
            .patch("/letters/" + id, new JsonObject().put("version", 0).put("originalPlace", "?"))
            .code());
  }

  private static Instant endOf(LocalDate day) {
    return day.plusDays(1).atStartOfDay(ZoneId.systemDefault()).toInstant().minusSeconds(1);
  }

  // What somebody has to say

  @Test
  void cluesThatDisagreeWaitWithAllWhomTheyName() {
    String email = "kai-" + UUID.randomUUID() + "@kunde.example";
    String number = number();
    long one = post.customer("Kai Nord", "email", email);
    long two = post.customer("Uta Süd", "customer_number", number);
    JsonObject letter =
        toCheck(post.letter(Letterbox.letter(stranger(), "Frage", email, "KD-" + number)));
    assertEquals(
        List.of(one, two),
        candidates(letter).stream()
            .filter(each -> each.getString("strength").equals("exact"))
            .map(each -> each.getJsonObject("customer").getLong("id"))
            .sorted()
            .toList());
  }

  @Test
  void aTelephoneThatSeveralShareIsNotEnough() {
    String phone = phone();
    long one = post.customer("Kai Nord", "phone", phone);
    long two = post.customer("Uta Nord", "phone", phone);
    JsonObject letter =
        toCheck(post.letter(Letterbox.letter(stranger(), "Frage", "Tel. " + phone)));
    assertEquals(List.of("fair", "fair"), strengths(letter));
    assertEquals(
        List.of(one, two),
        candidates(letter).stream()
            .map(each -> each.getJsonObject("customer").getLong("id"))
            .sorted()
            .toList());
  }

  private static List<String> strengths(JsonObject letter) {
    return candidates(letter).stream().map(each -> each.getString("strength")).toList();
  }

  @Test
  void aNumberWithOneDigitOffIsNotEnough() {
    String number = number();
    char last = number.charAt(5);
    String near = number.substring(0, 5) + (char) (last == '9' ? '0' : last + 1);
    long customer = post.customer("Käthe Brodersen", "customer_number", near);
    JsonObject letter =
        toCheck(
            post.letter(
                Letterbox.letter(
                    new Sender("K. Brodersen", "Weg " + number.substring(3), "24103 Kiel"),
                    "Widerspruch",
                    "KD-" + number)));
    JsonObject likeliest = candidates(letter).getFirst();
    assertEquals(customer, likeliest.getJsonObject("customer").getLong("id"));
    assertEquals("fair", likeliest.getString("strength"));
    assertEquals(List.of("customer_number maybe", "name maybe"), evidence(likeliest));
    assertEquals(customer, row(letter).getJsonObject("customer").getLong("id"));
  }

  @Test
  void anAddressUnderAnotherNameIsNotEnoughAndTheOthersSayWhyNot() {
    String street = "Dänische Straße " + number().substring(3);
    long there = post.customer("Käthe Brodersen", "postal", street + ", 24103 Kiel");
    long elsewhere = post.customer("Kerstin Brodersen", "postal", "Markt 1, 24340 Eckernförde");
    JsonObject letter =
        toCheck(
            post.letter(
                Letterbox.letter(new Sender("K. Brodersen", street, "24103 Kiel"), "Frage")));
    JsonObject first = candidates(letter).getFirst();
    assertEquals(there, first.getJsonObject("customer").getLong("id"));
    assertEquals(List.of("address yes", "name maybe"), evidence(first));
    JsonObject namesake =
        candidates(letter).stream()
            .filter(each -> each.getJsonObject("customer").getLong("id") == elsewhere)
            .findFirst()
            .orElseThrow();
    assertEquals("weak", namesake.getString("strength"));
    assertTrue(evidence(namesake).contains("address no"), namesake::encodePrettily);
  }

  @Test
  void ourOwnAddressesNameNobody() {
    long taken = post.customer("Wer uns kennt", "postal", "Hafenstraße 4a, 24103 Kiel");
    JsonObject letter =
        toCheck(post.letter(Letterbox.letter(stranger(), "Frage", TestApp.SERVICE)));
    assertEquals(List.of(), candidates(letter), () -> "not " + taken);
    assertEquals(new JsonArray(), letter.getJsonObject("sender").getJsonArray("emails"));
  }

  @Test
  void aStrangersLetterWaitsUntilSomebodyMakesThemACustomer() {
    Sender stranger = stranger();
    JsonObject letter = toCheck(post.letter(Letterbox.letter(stranger, "Anfrage")));
    assertEquals(List.of(), candidates(letter));
    assertEquals(stranger.name(), letter.getJsonObject("sender").getString("name"));
    assertEquals("check_scan", row(letter).getJsonObject("workItem").getString("kind"));
    assertTrue(
        app.agent1.items("/letters").stream().anyMatch(each -> each.getLong("id") == id(letter)));
    Reply filed = post.file(app.agent1, id(letter), newCustomer(stranger.name()));
    assertEquals(200, filed.status(), filed::text);
    JsonObject made = app.agent1.read("/customers/" + customerOf(filed.json()));
    assertTrue(made.encode().contains(stranger.street()), made::encodePrettily);
    assertEquals(0, app.count("SELECT count(*) FROM open_work WHERE arrival_id = $1", id(letter)));
    assertTrue(app.supervisor.read("/intake/balance").getBoolean("balanced"));
  }

  private static JsonObject newCustomer(String name) {
    return new JsonObject().put("newCustomer", new JsonObject().put("name", name));
  }

  @Test
  void sayingTheSameTwiceIsSayingItOnceAndAnythingElseComesTooLate() {
    long customer = post.customer("Kai Nord");
    JsonObject letter = toCheck(post.letter(Letterbox.letter(stranger(), "Anfrage")));
    JsonObject decision = new JsonObject().put("customerId", customer).put("subject", "Neues Amt");
    assertEquals(200, post.file(app.agent1, id(letter), decision).status());
    Reply again = post.file(app.agent1, id(letter), decision);
    assertEquals(200, again.status(), again::text);
    assertEquals(customer, customerOf(again.json()));
    assertEquals("Neues Amt", again.json().getString("subject"));
    assertEquals("letter_filed", post.file(app.agent2, id(letter), decision).code());
    assertEquals(
        "letter_filed", post.file(app.agent1, id(letter), newCustomer("Jemand anders")).code());
    assertEquals(1, app.count("SELECT count(*) FROM entry WHERE arrival_id = $1", id(letter)));
  }

  @Test
  void ofTwoWhoDecideAtOnceExactlyOneWins() throws Exception {
    long one = post.customer("Kai Nord");
    long two = post.customer("Uta Süd");
    JsonObject letter = toCheck(post.letter(Letterbox.letter(stranger(), "Anfrage")));
    List<String> codes =
        AtOnce.run(
            List.of(() -> decide(app.agent1, letter, one), () -> decide(app.agent2, letter, two)));
    assertEquals(List.of("200", "letter_filed"), codes.stream().sorted().toList());
    assertEquals(1, app.count("SELECT count(*) FROM entry WHERE arrival_id = $1", id(letter)));
  }

  private static String decide(Colleague who, JsonObject letter, long customer) {
    return post.file(who, id(letter), new JsonObject().put("customerId", customer)).code();
  }

  @Test
  void whatSomebodyElseHasInHandIsLeftToThem() {
    long customer = post.customer("Kai Nord");
    JsonObject letter = toCheck(post.letter(Letterbox.letter(stranger(), "Anfrage")));
    long item = row(letter).getJsonObject("workItem").getLong("id");
    assertEquals(200, app.agent2.post("/work-items/" + item + "/take").status());
    Reply refused = post.file(app.agent1, id(letter), new JsonObject().put("customerId", customer));
    assertEquals("work_item_taken", refused.code());
    assertEquals("Bert Agent", refused.json().getJsonObject("takenBy").getString("name"));
    assertEquals("checking", row(post.read(id(letter))).getString("state"));
    assertEquals(
        "work_item_not_closable", app.supervisor.post("/work-items/" + item + "/complete").code());
    assertEquals("200", decide(app.agent2, letter, customer));
  }

  @Test
  void nobodyIsMadeWhenTheirAddressIsSomebodyElses() {
    String email = "kai-" + UUID.randomUUID() + "@kunde.example";
    post.customer("Kai Nord", "email", email);
    JsonObject letter = toCheck(post.letter(Letterbox.letter(stranger(), "Anfrage")));
    JsonObject wish = newCustomer("Kai Nord");
    wish.getJsonObject("newCustomer")
        .put(
            "contactPoints",
            new JsonArray().add(new JsonObject().put("channel", "email").put("value", email)));
    assertEquals("contact_point_taken", post.file(app.agent1, id(letter), wish).code());
    assertEquals("checking", row(post.read(id(letter))).getString("state"));
    assertEquals(
        "customer_not_found",
        post.file(app.agent1, id(letter), new JsonObject().put("customerId", 987_654_321)).code());
    assertEquals("invalid_request", post.file(app.agent1, id(letter), new JsonObject()).code());
  }

  @Test
  void aLetterIsFiledIntoTheConversationThatSomebodyNames() {
    long conversation = app.newConversation();
    JsonObject letter = toCheck(post.letter(Letterbox.letter(stranger(), "Anfrage")));
    Reply filed =
        post.file(app.agent1, id(letter), new JsonObject().put("conversationId", conversation));
    assertEquals(200, filed.status(), filed::text);
    assertEquals(conversation, row(filed.json()).getLong("conversationId"));
    assertEquals(2, app.messages(conversation).size());
  }

  // What is no letter, or came before

  @Test
  void anEncryptedFileIsQuarantinedAndFiledByHand() throws Exception {
    JsonObject letter = post.settled(post.comes(encrypted()));
    assertEquals("quarantined", row(letter).getString("state"));
    assertEquals(
        "The file is encrypted: nobody reads it without its password.",
        row(letter).getString("error"));
    assertEquals("unread", letter.getJsonObject("reading").getString("state"));
    assertTrue(
        app.agent1.items("/letters?state=quarantined").stream()
            .anyMatch(each -> each.getLong("id") == id(letter)));
    long customer = post.customer("Kai Nord");
    assertEquals("200", decide(app.agent1, letter, customer));
    assertEquals("", messageOf(post.read(id(letter))).getString("text"));
    assertTrue(app.supervisor.read("/intake/balance").getBoolean("balanced"));
  }

  private static byte[] encrypted() throws Exception {
    try (PDDocument document = new PDDocument()) {
      document.addPage(new PDPage());
      document.protect(
          new StandardProtectionPolicy("innen", "außen " + number(), new AccessPermission()));
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      document.save(out);
      return out.toByteArray();
    }
  }

  @Test
  void aFileThatIsNoLetterIsQuarantinedAndThoseBehindItGoOn() {
    long page = post.comes("brief.pdf", bytes("<html>" + number() + "</html>"), "");
    JsonObject behind = fromKnown();
    JsonObject letter = post.settled(page);
    assertEquals("quarantined", row(letter).getString("state"));
    assertEquals("This is no PDF, TIFF, PNG or JPEG file.", row(letter).getString("error"));
    assertEquals("filed", row(behind).getString("state"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void theSameScanUnderAnotherNameIsADuplicate() {
    byte[] file = Letterbox.pdf(Letterbox.letter(stranger(), "Zweimal " + number()));
    JsonObject first = toCheck(post.settled(post.comes(file)));
    JsonObject second = post.settled(post.comes(file));
    assertEquals("duplicate", row(second).getString("state"));
    assertFalse(row(second).containsKey("workItem"));
    assertEquals("checking", row(post.read(id(first))).getString("state"));
  }
}
