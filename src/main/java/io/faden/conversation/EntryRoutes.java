package io.faden.conversation;

import io.faden.channel.MessageHtml;
import io.faden.platform.Role;
import io.faden.platform.db.Columns;
import io.faden.platform.db.Database;
import io.faden.platform.http.Answer;
import io.faden.platform.http.Api;
import io.faden.platform.http.Call;
import io.faden.platform.http.ErrorCode;
import io.faden.platform.http.Problem;
import io.vertx.sqlclient.Row;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * HTTP for single entries and what hangs on them. Foreign HTML leaves here only wrapped into a page
 * of its own, under a policy that runs nothing and loads nothing from outside.
 */
public final class EntryRoutes {
  private static final Set<String> SHOWN_INLINE =
      Set.of("image/png", "image/jpeg", "image/gif", "image/webp");
  private static final String NOTHING_RUNS =
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'self'; sandbox allow-same-origin allow-popups"
          + " allow-popups-to-escape-sandbox; img-src 'self' data:";

  private final Database database;
  private final Timeline timeline;
  private final Drafts drafts;

  public EntryRoutes(Database database, Timeline timeline, Drafts drafts) {
    this.database = database;
    this.timeline = timeline;
    this.drafts = drafts;
  }

  public void register(Api api) {
    api.on("getEntry", Role.AGENT, this::get);
    api.on("getEntryHtml", Role.AGENT, this::html);
    api.on("getEntryRaw", Role.AGENT, this::raw);
    api.on("getAttachment", Role.AGENT, this::attachment);
  }

  private Answer get(Call call) {
    return timeline
        .entry(call.actor(), new EntryId(call.id()))
        .map(Answer::ok)
        .orElseThrow(() -> new Problem(ErrorCode.NOT_FOUND));
  }

  private Answer html(Call call) {
    String fragment =
        database
            .row("SELECT body_html FROM entry WHERE id = $1 AND NOT withdrawn", call.id())
            .map(row -> row.getString("body_html"))
            .orElseThrow(() -> new Problem(ErrorCode.NOT_FOUND));
    Map<String, Long> inline = inlineFiles(call.id());
    String shown =
        MessageHtml.withInlineImages(
            fragment,
            cid ->
                Optional.ofNullable(inline.get(cid))
                    .map(file -> "/api/attachments/" + file + "?inline=true"));
    boolean remote = call.text("images").orElse("blocked").equals("remote");
    String page =
        """
        <!doctype html>
        <html><head><meta charset="utf-8"><meta name="referrer" content="no-referrer">
        <style>
          html { color-scheme: light; background: #fff; color: #1b2226; }
          body { margin: 0; padding: 12px 14px; overflow-wrap: anywhere; font: 15px/1.55 "Segoe UI", "Noto Sans", "Liberation Sans", sans-serif; }
          img { max-width: 100%; height: auto; } table { max-width: 100%; } pre { white-space: pre-wrap; }
          blockquote { margin: 0 0 0 4px; padding-left: 12px; border-left: 2px solid #cfd6da; color: #4a5459; }
          details > summary { cursor: pointer; color: #4a5459; }
        </style></head><body>
        """
            + (remote ? MessageHtml.withRemoteImages(shown) : shown)
            + "</body></html>";
    return Answer.bytes(
            "text/html; charset=utf-8", page.getBytes(java.nio.charset.StandardCharsets.UTF_8))
        .header("Content-Security-Policy", NOTHING_RUNS + (remote ? " https: http:" : ""))
        .header("X-Frame-Options", "SAMEORIGIN");
  }

  private Map<String, Long> inlineFiles(long entry) {
    Map<String, Long> files = new HashMap<>();
    for (Row row :
        database.rows(
            "SELECT id, content_id FROM attachment WHERE entry_id = $1 AND content_id IS NOT NULL",
            entry)) {
      files.putIfAbsent(row.getString("content_id").toLowerCase(Locale.ROOT), row.getLong("id"));
    }
    return files;
  }

  private Answer raw(Call call) {
    Row found =
        database
            .row(
                """
                SELECT coalesce(v.raw, d.raw) AS raw,
                       coalesce(s.name, 'message-' || e.id || CASE WHEN e.channel = 'letter' THEN '.pdf' ELSE '.eml' END) AS name
                  FROM entry e LEFT JOIN arrival_raw v ON v.id = e.arrival_id LEFT JOIN delivery d ON d.entry_id = e.id
                  LEFT JOIN entry_scan s ON s.entry_id = e.id
                 WHERE e.id = $1 AND NOT e.withdrawn
                """,
                call.id())
            .orElseThrow(() -> new Problem(ErrorCode.NOT_FOUND));
    byte[] raw = Columns.bytes(found, "raw");
    if (raw.length == 0) {
      throw new Problem(ErrorCode.NOT_FOUND);
    }
    return download(raw, "application/octet-stream", found.getString("name"));
  }

  private Answer attachment(Call call) {
    DraftStore.Content file =
        drafts.content(call.actor(), call.id()).orElseThrow(() -> new Problem(ErrorCode.NOT_FOUND));
    if (call.flag("inline") && SHOWN_INLINE.contains(file.type())) {
      return Answer.bytes(file.type(), file.bytes())
          .header("Content-Disposition", FileNames.disposition("inline", file.name()))
          .header("Content-Security-Policy", "default-src 'none'; sandbox")
          .header("Cache-Control", "private, max-age=86400, immutable");
    }
    return download(file.bytes(), file.type(), file.name());
  }

  /** To be saved, never shown: whatever it claims to be, it runs nowhere. */
  private static Answer download(byte[] content, String type, String name) {
    return Answer.bytes(type, content)
        .header("Content-Disposition", FileNames.disposition("attachment", name))
        .header("Content-Security-Policy", "default-src 'none'; sandbox");
  }
}
