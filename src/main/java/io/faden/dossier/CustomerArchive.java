package io.faden.dossier;

import io.faden.dossier.DossierStore.Source;
import io.faden.platform.Actor;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Everything about one customer as a ZIP: customer.json, timeline.json, the original messages,
 * their attachments, the dossier, and a README. Bytes of messages and files go through in pieces.
 */
final class CustomerArchive implements AutoCloseable {
  private static final int LONGEST_NAME = 100;

  private final DossierStore store;
  private final Subject subject;
  private final Actor actor;
  private final DateTimeFormatter moment;
  private final ZipOutputStream zip;
  private int messages;
  private int attachments;

  CustomerArchive(DossierStore store, Subject subject, Actor actor, ZoneId zone, OutputStream out) {
    this.store = store;
    this.subject = subject;
    this.actor = actor;
    this.moment = DateTimeFormatter.ofPattern("yyyy-MM-dd_HH-mm", Locale.ROOT).withZone(zone);
    // Most of it is packed already or small.
    zip = new ZipOutputStream(new BufferedOutputStream(out, 1 << 16), StandardCharsets.UTF_8);
    zip.setLevel(Deflater.BEST_SPEED);
  }

  /** Writes all pages of the timeline into what it is given. */
  interface EachPage {
    void into(Dossiers.Pages pages) throws IOException;
  }

  /** Writes something into a stream that stays open. */
  interface Writing {
    void into(OutputStream out) throws IOException;
  }

  void identity() throws IOException {
    JsonObject identity = new JsonObject();
    identity.put("exportedAt", subject.until().toString()).put("exportedBy", actor.name());
    identity.mergeIn((JsonObject) camel(store.identity(subject)));
    begin("customer.json", subject.until());
    zip.write(identity.encodePrettily().getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }

  /** The original bytes of messages and files. */
  void messages(List<Told> page) throws IOException {
    for (Told entry : page) {
      if (entry.arrival().isPresent()) {
        copy(messageName(entry), entry.occurredAt(), Source.ARRIVAL, entry.arrival().get());
        messages++;
      } else if (entry.hasSentRaw()) {
        copy(messageName(entry), entry.occurredAt(), Source.DELIVERY, entry.id());
        messages++;
      }
      for (Told.File file : entry.files()) {
        copy(fileName(entry, file), entry.occurredAt(), Source.ATTACHMENT, file.id());
        attachments++;
      }
    }
  }

  void timeline(EachPage pages) throws IOException {
    begin("timeline.json", subject.until());
    zip.write("[".getBytes(StandardCharsets.UTF_8));
    boolean[] first = {true};
    pages.into(
        page -> {
          Map<Long, JsonObject> stored = store.stored(page);
          for (Told entry : page) {
            JsonObject told = (JsonObject) camel(stored.getOrDefault(entry.id(), new JsonObject()));
            told.remove("hasSentRaw");
            if (entry.arrival().isPresent() || entry.hasSentRaw()) {
              told.put("original", messageName(entry));
            }
            JsonArray files = new JsonArray();
            for (Told.File file : entry.files()) {
              files.add(
                  new JsonObject()
                      .put("name", file.name())
                      .put("type", file.type())
                      .put("size", file.size())
                      .put("file", fileName(entry, file)));
            }
            told.put("attachments", files);
            zip.write(((first[0] ? "\n" : ",\n") + told.encode()).getBytes(StandardCharsets.UTF_8));
            first[0] = false;
          }
        });
    zip.write("\n]\n".getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }

  void dossier(Writing writing) throws IOException {
    begin("dossier.pdf", subject.until());
    writing.into(zip);
    zip.closeEntry();
  }

  void finish() throws IOException {
    begin("README.txt", subject.until());
    zip.write(
        """
        Kunde Nr. %d / customer no. %d
        %s

        dossier.pdf     alles lesbar, in zeitlicher Folge / everything readable, in the order of time
        customer.json   Stammdaten, Kontaktwege, Zusammenführungen, Vorgänge
                        / who they are, contact points, merges, conversations
        timeline.json   alle Einträge mit ihren Texten; "original" und "file" nennen die Datei hier im Archiv
                        / all entries with their texts; "original" and "file" name the file in this archive
        messages/       %d Nachrichten, Byte für Byte wie sie kamen und gingen (.eml öffnet jedes E-Mail-Programm;
                        Briefe sind PDF oder Bilder)
                        / messages, byte by byte as they came and went (any mail program opens .eml;
                        letters are PDF or images)
        attachments/    %d Anhänge / attachments

        Interne Notizen (kind "note") haben das Haus nicht verlassen.
        / Internal notes (kind "note") have not left the house.
        Zeiten in den JSON-Dateien sind UTC. / Times in the JSON files are UTC.
        """
            .formatted(
                subject.root().value(),
                subject.root().value(),
                subject.until(),
                messages,
                attachments)
            .getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
    zip.finish();
    zip.flush();
  }

  private void copy(String name, Instant at, Source source, long id) throws IOException {
    begin(name, at);
    long place = 0;
    for (byte[] piece = store.piece(source, id, place);
        piece.length > 0;
        piece = store.piece(source, id, place)) {
      zip.write(piece);
      place += piece.length;
    }
    zip.closeEntry();
  }

  private void begin(String name, Instant at) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setLastModifiedTime(java.nio.file.attribute.FileTime.from(at));
    zip.putNextEntry(entry);
  }

  /** The number of the entry makes it unique and leads back to the timeline. */
  private String messageName(Told entry) {
    return "messages/%s_%d_%s.%s"
        .formatted(
            moment.format(entry.occurredAt()), entry.id(), entry.direction(), entry.ending());
  }

  private static String fileName(Told entry, Told.File file) {
    return "attachments/%d_%d_%s".formatted(entry.id(), file.id(), safe(file.name()));
  }

  /**
   * A name that is a name everywhere: no path, nothing that a file system takes for something else.
   */
  static String safe(String name) {
    String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    String clean =
        last.replaceAll("[\\p{Cntrl}\\p{Cf}<>:\"/\\\\|?*]", "_").replaceAll("^[. ]+|[. ]+$", "");
    if (clean.length() > LONGEST_NAME) {
      int dot = clean.lastIndexOf('.');
      String ending = dot >= clean.length() - 10 ? clean.substring(Math.max(dot, 0)) : "";
      clean = cut(clean, LONGEST_NAME - ending.length()) + ending;
    }
    return clean.isEmpty() ? "file" : clean;
  }

  /** Never between the two halves of one sign. */
  private static String cut(String text, int length) {
    int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
    return text.substring(0, end);
  }

  /** Names as the API has them. */
  private static Object camel(Object value) {
    return switch (value) {
      case JsonObject object -> {
        Map<String, Object> members = new HashMap<>();
        object.forEach(member -> members.put(camel(member.getKey()), camel(member.getValue())));
        yield new JsonObject(new java.util.TreeMap<>(members));
      }
      case JsonArray array -> {
        List<Object> items = new ArrayList<>();
        array.forEach(item -> items.add(camel(item)));
        yield new JsonArray(items);
      }
      case null -> null;
      default -> value;
    };
  }

  private static String camel(String name) {
    StringBuilder camel = new StringBuilder();
    for (String part : name.split("_", -1)) {
      camel.append(
          camel.isEmpty() || part.isEmpty()
              ? part
              : part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1));
    }
    return camel.toString();
  }

  @Override
  public void close() {
    // What it is written to belongs to the answer; a ZIP that was cut off gets no end.
  }
}
