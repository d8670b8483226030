package io.faden.demo;

import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** What customers enclose, drawn here: a meter as PNG, a page as PDF. */
final class Pictures {
  private static final int WIDTH = 320;
  private static final int HEIGHT = 200;
  private static final int DOT = 6;

  /** Digits as three columns by five rows, one bit each, from the top left. */
  private static final int[] DIGITS = {
    0b111101101101111, 0b010110010010111, 0b111001111100111, 0b111001111001111, 0b101101111001001,
    0b111100111001111, 0b111100111101111, 0b111001001001001, 0b111101111101111, 0b111101111001111
  };

  private Pictures() {}

  /** What stands beside somebody's name: two tones that are theirs, and a round shape. */
  static byte[] face(String handle) {
    int hue = Math.floorMod(handle.hashCode(), 360);
    int ground = Color.HSBtoRGB(hue / 360f, 0.35f, 0.85f) & 0xffffff;
    int shape = Color.HSBtoRGB((hue + 40) / 360f, 0.5f, 0.55f) & 0xffffff;
    byte[] pixels = new byte[HEIGHT * (1 + WIDTH * 3)];
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        int dx = x - WIDTH / 2;
        boolean head = dx * dx + (y - 78) * (y - 78) < 42 * 42;
        boolean body = dx * dx + (y - 210) * (y - 210) < 84 * 84;
        put(pixels, x, y, head || body ? shape : ground);
      }
    }
    return png(pixels);
  }

  /** A meter that shows a reading of up to seven digits, the last one behind the comma. */
  static byte[] meter(String reading) {
    byte[] pixels = new byte[HEIGHT * (1 + WIDTH * 3)];
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        put(pixels, x, y, colour(x, y, reading));
      }
    }
    return png(pixels);
  }

  private static int colour(int x, int y, String reading) {
    boolean plate = x > 16 && x < WIDTH - 16 && y > 16 && y < HEIGHT - 16;
    if (!plate) {
      return grey(0x5a - (x + y) / 16);
    }
    int column = (x - 44) / 34;
    boolean window = y > 60 && y < 116 && x >= 44 && column < reading.length();
    if (window) {
      boolean behindComma = column == reading.length() - 1;
      int ground = behindComma ? 0x9c2a24 : 0x16181a;
      return inDigit((x - 44) % 34 - 8, y - 73, reading.charAt(column) - '0') ? 0xf4f2ea : ground;
    }
    boolean bars = y > 140 && y < 166 && x > 60 && x < 260 && (x * 7 / 3 + x / 5) % 5 < 2;
    return bars ? 0x202224 : grey(0xe6 - (x + y) / 24);
  }

  private static boolean inDigit(int x, int y, int digit) {
    int column = Math.floorDiv(x, DOT);
    int row = Math.floorDiv(y, DOT);
    return column >= 0
        && column < 3
        && row >= 0
        && row < 5
        && (DIGITS[digit] >> (14 - row * 3 - column) & 1) == 1;
  }

  private static int grey(int tone) {
    return tone << 16 | tone << 8 | tone;
  }

  private static void put(byte[] pixels, int x, int y, int colour) {
    int at = y * (1 + WIDTH * 3) + 1 + x * 3;
    pixels[at] = (byte) (colour >> 16);
    pixels[at + 1] = (byte) (colour >> 8);
    pixels[at + 2] = (byte) colour;
  }

  private static byte[] png(byte[] pixels) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      DataOutputStream out = new DataOutputStream(bytes);
      out.writeLong(0x89504E470D0A1A0AL);
      ByteArrayOutputStream header = new ByteArrayOutputStream();
      DataOutputStream fields = new DataOutputStream(header);
      fields.writeInt(WIDTH);
      fields.writeInt(HEIGHT);
      fields.write(new byte[] {8, 2, 0, 0, 0});
      chunk(out, "IHDR", header.toByteArray());
      chunk(out, "IDAT", deflated(pixels));
      chunk(out, "IEND", new byte[0]);
      return bytes.toByteArray();
    } catch (IOException neverInMemory) {
      throw new UncheckedIOException(neverInMemory);
    }
  }

  private static void chunk(DataOutputStream out, String name, byte[] content) throws IOException {
    byte[] type = name.getBytes(StandardCharsets.US_ASCII);
    CRC32 sum = new CRC32();
    sum.update(type);
    sum.update(content);
    out.writeInt(content.length);
    out.write(type);
    out.write(content);
    out.writeInt((int) sum.getValue());
  }

  private static byte[] deflated(byte[] content) {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
    deflater.setInput(content);
    deflater.finish();
    byte[] buffer = new byte[content.length + 64];
    int length = deflater.deflate(buffer);
    deflater.end();
    return java.util.Arrays.copyOf(buffer, length);
  }

  /** One A4 page with these lines. */
  static byte[] page(List<String> lines) {
    StringBuilder text = new StringBuilder("BT /F1 12 Tf 16 TL 72 770 Td\n");
    lines.forEach(
        line ->
            text.append('(').append(line.replaceAll("([\\\\()])", "\\\\$1")).append(") Tj T*\n"));
    text.append("ET");
    List<String> objects =
        List.of(
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
                + " /Resources << /Font << /F1 5 0 R >> >> >>",
            "<< /Length " + text.length() + " >>\nstream\n" + text + "\nendstream",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>");
    StringBuilder pdf = new StringBuilder("%PDF-1.4\n");
    StringBuilder places = new StringBuilder("0000000000 65535 f \n");
    for (int i = 0; i < objects.size(); i++) {
      places.append("%010d 00000 n \n".formatted(pdf.length()));
      pdf.append(i + 1).append(" 0 obj\n").append(objects.get(i)).append("\nendobj\n");
    }
    int table = pdf.length();
    pdf.append("xref\n0 ").append(objects.size() + 1).append('\n').append(places);
    pdf.append("trailer << /Size ").append(objects.size() + 1).append(" /Root 1 0 R >>\n");
    pdf.append("startxref\n").append(table).append("\n%%EOF\n");
    return pdf.toString().getBytes(StandardCharsets.ISO_8859_1);
  }
}
