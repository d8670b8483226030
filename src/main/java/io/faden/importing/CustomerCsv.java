package io.faden.importing;

import io.faden.platform.db.Columns;
import io.faden.platform.db.Database;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * All customers as CSV that spreadsheets open and the import reads back: UTF-8 with its mark,
 * separated by semicolons. A text that a spreadsheet would take for a formula has an apostrophe
 * before it. Source: OWASP, CSV injection.
 */
public final class CustomerCsv {
  private static final int PAGE = 1_000;
  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT.builder().setDelimiter(';').setRecordSeparator("\r\n").get();
  private static final List<String> HEADINGS =
      List.of(
          "Kundennummer",
          "Name",
          "Art",
          "Sprache",
          "Anredeform",
          "E-Mail",
          "Telefon",
          "Kennung",
          "Straße",
          "PLZ",
          "Ort",
          "Land",
          "Notiz");

  private final Database database;

  public CustomerCsv(Database database) {
    this.database = database;
  }

  void write(OutputStream out) throws IOException {
    Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    writer.write('\uFEFF');
    CSVPrinter csv = new CSVPrinter(writer, FORMAT);
    csv.printRecord(HEADINGS);
    long after = 0;
    List<Row> page;
    do {
      page = page(after);
      for (Row row : page) {
        csv.printRecord(cells(row));
        after = row.getLong("id");
      }
    } while (page.size() == PAGE);
    csv.flush();
  }

  /** Those who stand for all merged ones, with the contact points of all of them. */
  private List<Row> page(long after) {
    return database.rows(
        """
        SELECT c.id, k.name, k.kind, k.language, k.form_of_address, c.note,
               (SELECT jsonb_agg(jsonb_build_object('channel', p.channel, 'value', p.value, 'display', p.display, 'details', p.details)
                                 ORDER BY p.id)
                  FROM reachable p WHERE p.root_id = c.id) AS points
          FROM customer_record c JOIN customer_card k ON k.id = c.id
         WHERE c.id > $1 AND c.id = c.root_id AND c.erased_at IS NULL
         ORDER BY c.id LIMIT $2
        """,
        after,
        PAGE);
  }

  private static List<String> cells(Row row) {
    JsonArray points = row.getJsonArray("points");
    List<JsonObject> all =
        points == null ? List.of() : points.stream().map(JsonObject.class::cast).toList();
    JsonObject address =
        all.stream()
            .filter(each -> each.getString("channel").equals("postal"))
            .map(each -> each.getJsonObject("details"))
            .findFirst()
            .orElseGet(JsonObject::new);
    String form = row.getString("form_of_address");
    return List.of(
            joined(all, "customer_number"),
            row.getString("name"),
            row.getString("kind"),
            Columns.optionalText(row, "language").orElse(""),
            form.equals("unknown") ? "" : form,
            joined(all, "email"),
            joined(all, "phone"),
            joined(all, "external"),
            address.getString("street", ""),
            address.getString("postalCode", ""),
            address.getString("city", ""),
            address.getString("country", ""),
            row.getString("note"))
        .stream()
        .map(CustomerCsv::harmless)
        .toList();
  }

  private static String joined(List<JsonObject> points, String channel) {
    return points.stream()
        .filter(each -> each.getString("channel").equals(channel))
        .map(each -> each.getString("display"))
        .collect(Collectors.joining(", "));
  }

  private static String harmless(String text) {
    return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
  }
}
