package io.faden.scan;

import io.faden.conversation.FileNames;
import io.faden.intake.ArrivalId;
import io.faden.platform.Role;
import io.faden.platform.http.Answer;
import io.faden.platform.http.Api;
import io.faden.platform.http.Call;
import io.faden.platform.http.ErrorCode;
import io.faden.platform.http.Problem;
import io.faden.scan.ScanPages.File;
import io.faden.scan.ScanPages.Image;
import io.faden.scan.ScanPages.Page;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** HTTP for the pages of scanned letters and their files. */
public final class ScanPageRoutes {
  private static final int DPI = 110;
  private static final int PIECE = 1 << 20;
  private static final String NOTHING_RUNS = "default-src 'none'; sandbox";

  private final ScanPages pages;

  public ScanPageRoutes(ScanPages pages) {
    this.pages = pages;
  }

  public void register(Api api) {
    api.on("getLetterPage", Role.AGENT, this::image);
    api.on("getLetterWords", Role.AGENT, this::words);
    api.on("getLetterFile", Role.AGENT, this::file);
  }

  private static int number(Call call) {
    return Math.toIntExact(call.pathLong("page"));
  }

  private ArrivalId scan(Call call) {
    ArrivalId scan = new ArrivalId(call.id());
    return switch (pages.standing(scan)) {
      case THERE -> scan;
      case NOT_THERE -> throw new Problem(ErrorCode.NOT_FOUND);
      case ERASED -> throw new Problem(ErrorCode.CUSTOMER_ERASED);
    };
  }

  private Answer image(Call call) {
    Page page =
        new Page(scan(call), number(call), call.number("dpi").map(Math::toIntExact).orElse(DPI));
    // What came is never changed, and a page is drawn the same each time.
    String tag = "\"%d-%d-%d\"".formatted(page.scan().value(), page.number(), page.dpi());
    Map<String, String> kept =
        Map.of(
            "ETag",
            tag,
            "Cache-Control",
            "private, max-age=86400, immutable",
            "Vary",
            "Cookie, Authorization");
    if (call.header("If-None-Match").filter(tag::equals).isPresent()) {
      return new Answer(304, kept, null, null, null);
    }
    return switch (pages.image(page)) {
      case Image.Png png -> {
        Answer answer =
            Answer.bytes("image/png", png.bytes())
                .header("Content-Security-Policy", NOTHING_RUNS)
                // Nothing is gained by packing it again.
                .header("Content-Encoding", "identity");
        for (Map.Entry<String, String> header : kept.entrySet()) {
          answer = answer.header(header.getKey(), header.getValue());
        }
        yield answer;
      }
      case Image.NoSuchPage no -> throw new Problem(ErrorCode.NOT_FOUND);
      case Image.NotDrawn no ->
          throw new Problem(ErrorCode.NOT_THAT_KIND, "This page cannot be drawn.");
    };
  }

  private Answer words(Call call) {
    return pages
        .words(scan(call), number(call))
        .map(json -> Answer.bytes("application/json", json.getBytes(StandardCharsets.UTF_8)))
        .orElseThrow(() -> new Problem(ErrorCode.NOT_FOUND));
  }

  private Answer file(Call call) {
    ArrivalId scan = scan(call);
    File file = pages.file(scan).orElseThrow(() -> new Problem(ErrorCode.CUSTOMER_ERASED));
    return Answer.written("application/octet-stream", out -> write(scan, file, out))
        .header("Content-Disposition", FileNames.disposition("attachment", file.name()))
        .header("Content-Security-Policy", NOTHING_RUNS);
  }

  private void write(ArrivalId scan, File file, OutputStream out) throws IOException {
    for (long written = 0; written < file.size(); ) {
      byte[] piece = pages.piece(scan, written, PIECE);
      if (piece.length == 0) {
        throw new IOException("the letter was erased while it was sent");
      }
      out.write(piece);
      written += piece.length;
    }
  }
}
