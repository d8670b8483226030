package io.faden.channel.letter;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;

/** Letters of the demo company. */
final class Drafts {
  static final LocalDate DATE = LocalDate.of(2026, 5, 7);

  static final Addressee OLIVER =
      new Addressee(
          Optional.of(Addressee.Courtesy.MR), Optional.of("Oliver"), Optional.of("Reimann"));

  static final Recipient TO_OLIVER =
      new Recipient(
          List.of("Herrn", "Oliver Reimann"),
          Optional.of("Lerchenweg 12"),
          Optional.of("24103"),
          "Kiel",
          "DE");

  static final Letterhead PLAIN =
      new Letterhead(
          Optional.empty(),
          List.of("Tidenwerk", "Energie für Kiel und Umgebung"),
          List.of(
              List.of("Tidenwerk Energie", "Am Kai 3, 24149 Kiel"),
              List.of("service@tidenwerk.example", "tidenwerk.example"),
              List.of("Montag bis Freitag", "8 bis 18 Uhr"),
              List.of("Beispielbank", "IBAN DE00 0000 0000")),
          Optional.empty(),
          "DE");

  private Drafts() {}

  static Letter letter() {
    return new Letter(
        TO_OLIVER,
        "Tidenwerk Energie · Am Kai 3 · 24149 Kiel",
        "F-4711-K7Q2",
        Optional.of("Brief vom 5. Mai 2026"),
        DATE,
        LetterLanguage.DE,
        FormOfAddress.DU,
        OLIVER,
        "Dein Tarif Basis 100, Bestätigung",
        List.of(
            "danke für deinen Brief. Hier hast du es schwarz auf weiß:",
            "Seit dem 1. Mai 2026 gilt für deinen Anschluss im Lerchenweg 12 der Tarif Basis 100."
                + " Dein neuer Abschlag beträgt 61 Euro im Monat, zum ersten Mal im Juni. Der Mai"
                + " wurde noch mit dem alten Betrag gedruckt. Die Differenz und die zugesagte"
                + " Gutschrift, zusammen 12,40 Euro, ziehen wir im Juni ab.",
            "Dass du dreimal nachfragen musstest, lag an uns. Entschuldige bitte."),
        List.of("Vertragsbestätigung Basis 100"),
        new Letter.Writer(
            "Lena Möller",
            Optional.of("+49 431 5550 0"),
            Optional.of("service@tidenwerk.example")));
  }

  static Letter to(Recipient recipient) {
    Letter letter = letter();
    return copy(letter, recipient, letter.form(), letter.language(), OLIVER, letter.paragraphs());
  }

  static Letter greeting(FormOfAddress form, LetterLanguage language, Addressee addressee) {
    return copy(letter(), TO_OLIVER, form, language, addressee, letter().paragraphs());
  }

  static Letter saying(String... paragraphs) {
    return copy(
        letter(), TO_OLIVER, FormOfAddress.DU, LetterLanguage.DE, OLIVER, List.of(paragraphs));
  }

  private static Letter copy(
      Letter from,
      Recipient recipient,
      FormOfAddress form,
      LetterLanguage language,
      Addressee addressee,
      List<String> paragraphs) {
    return new Letter(
        recipient,
        from.senderLine(),
        from.ourReference(),
        from.yourReference(),
        from.date(),
        language,
        form,
        addressee,
        from.subject(),
        paragraphs,
        from.enclosures(),
        from.writer());
  }

  static Letter about(String subject) {
    Letter from = letter();
    return new Letter(
        from.recipient(),
        from.senderLine(),
        from.ourReference(),
        from.yourReference(),
        from.date(),
        from.language(),
        from.form(),
        from.addressee(),
        subject,
        from.paragraphs(),
        from.enclosures(),
        from.writer());
  }

  static Recipient named(String... names) {
    return new Recipient(
        List.of(names), Optional.of("Lerchenweg 12"), Optional.of("24103"), "Kiel", "DE");
  }

  static LayoutResult.Laid laid(Letter letter, Letterhead head) {
    return (LayoutResult.Laid) LetterLayout.lay(letter, head);
  }

  static Letterhead withPictures() throws IOException {
    return new Letterhead(
        Optional.of(image(png(logo()))),
        List.of("Tidenwerk Energie GmbH", "Am Kai 3", "24149 Kiel"),
        PLAIN.footer(),
        Optional.of(image(png(signature()))),
        "DE");
  }

  static LetterImage image(byte[] file) {
    return ((LetterImage.Reading.Read) LetterImage.read(file)).image();
  }

  static byte[] png(BufferedImage image) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "png", out);
    return out.toByteArray();
  }

  private static BufferedImage logo() {
    BufferedImage logo = new BufferedImage(900, 280, BufferedImage.TYPE_INT_ARGB);
    Graphics2D canvas = logo.createGraphics();
    canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    canvas.setColor(new Color(0x0b6b73));
    canvas.fillRoundRect(0, 0, 280, 280, 60, 60);
    canvas.setColor(Color.WHITE);
    canvas.setStroke(new BasicStroke(22));
    for (int wave = 0; wave < 3; wave++) {
      Path2D path = new Path2D.Double();
      path.moveTo(40, 90 + wave * 55);
      path.curveTo(100, 30 + wave * 55, 170, 150 + wave * 55, 240, 90 + wave * 55);
      canvas.draw(path);
    }
    canvas.setColor(new Color(0x0b6b73));
    canvas.fillRect(330, 200, 560, 30);
    canvas.dispose();
    return logo;
  }

  private static BufferedImage signature() {
    BufferedImage pen = new BufferedImage(500, 160, BufferedImage.TYPE_INT_ARGB);
    Graphics2D canvas = pen.createGraphics();
    canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    canvas.setColor(new Color(0x1b2b7a));
    canvas.setStroke(new BasicStroke(6));
    Path2D path = new Path2D.Double();
    path.moveTo(20, 130);
    path.curveTo(60, -60, 120, 60, 90, 120);
    path.curveTo(140, 40, 200, 60, 190, 110);
    path.curveTo(250, 30, 300, 160, 480, 60);
    canvas.draw(path);
    canvas.dispose();
    return pen;
  }
}
