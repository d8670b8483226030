package io.faden.importing;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A CSV file as it was uploaded.
 *
 * @param start bytes that only say which character set it is
 */
record CsvFile(byte[] content, Charset charset, int start, char separator) {
  private static final Charset WINDOWS = Charset.forName("windows-1252");
  private static final int SAMPLE = 64 * 1024;

  static CsvFile of(byte[] content) {
    Charset charset;
    int start = 0;
    if (begins(content, 0xEF, 0xBB, 0xBF)) {
      charset = StandardCharsets.UTF_8;
      start = 3;
    } else if (begins(content, 0xFF, 0xFE)) {
      charset = StandardCharsets.UTF_16LE;
      start = 2;
    } else if (begins(content, 0xFE, 0xFF)) {
      charset = StandardCharsets.UTF_16BE;
      start = 2;
    } else {
      charset = isUtf8(content) ? StandardCharsets.UTF_8 : WINDOWS;
    }
    String sample = new String(content, start, Math.min(content.length - start, SAMPLE), charset);
    return new CsvFile(content, charset, start, separator(sample));
  }

  /**
   * Pictures, spreadsheets and archives have zeros soon; text in any of the sets above has none.
   */
  boolean isBinary() {
    int length = Math.min(content.length - start, SAMPLE);
    return new String(content, start, length, charset).indexOf('\0') >= 0;
  }

  CsvLines lines() {
    return new CsvLines(
        new BufferedReader(
            new InputStreamReader(
                new ByteArrayInputStream(content, start, content.length - start), charset)),
        separator);
  }

  private static boolean begins(byte[] content, int... mark) {
    for (int place = 0; place < mark.length; place++) {
      if (content.length <= place || (content[place] & 0xff) != mark[place]) {
        return false;
      }
    }
    return true;
  }

  /** In pieces, so that checking costs no second copy. */
  private static boolean isUtf8(byte[] content) {
    CharsetDecoder strict =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer bytes = ByteBuffer.wrap(content);
    CharBuffer signs = CharBuffer.allocate(8192);
    while (true) {
      var result = strict.decode(bytes, signs, true);
      if (result.isError()) {
        return false;
      }
      if (result.isUnderflow()) {
        return true;
      }
      signs.clear();
    }
  }

  /** The sign that splits the most lines of the beginning into the same number of parts. */
  private static char separator(String sample) {
    List<String> lines = sample.lines().filter(line -> !line.isBlank()).limit(20).toList();
    char best = ';';
    long most = 0;
    for (char sign : new char[] {';', '\t', ',', '|'}) {
      List<Long> counts =
          lines.stream().map(line -> line.chars().filter(each -> each == sign).count()).toList();
      if (counts.isEmpty() || counts.getFirst() == 0) {
        continue;
      }
      long alike = counts.stream().filter(counts.getFirst()::equals).count();
      long worth = alike * 1_000 + Math.min(counts.getFirst(), 999);
      if (worth > most) {
        most = worth;
        best = sign;
      }
    }
    return best;
  }
}
