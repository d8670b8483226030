package io.faden.channel.letter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.channel.letter.LetterImage.Reading;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class LetterImageTest {
  @Test
  void pngAndJpegAreReadByTheirContent() throws IOException {
    BufferedImage image = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
    for (String format : new String[] {"png", "jpeg"}) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      ImageIO.write(image, format, out);
      LetterImage read = Drafts.image(out.toByteArray());
      assertEquals(40, read.width());
      assertEquals(30, read.height());
    }
  }

  @Test
  void whatIsNoImageOrBrokenIsSaidToBe() throws IOException {
    byte[] png = Drafts.png(new BufferedImage(400, 300, BufferedImage.TYPE_INT_RGB));
    ByteArrayOutputStream gif = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB), "gif", gif);
    for (byte[] file :
        new byte[][] {
          new byte[0],
          "<svg onload='x'/>".getBytes(StandardCharsets.UTF_8),
          Arrays.copyOf(png, 20),
          Arrays.copyOf(png, 60),
          gif.toByteArray()
        }) {
      assertInstanceOf(Reading.NotAnImage.class, LetterImage.read(file));
    }
  }

  @Test
  void anEnormousImageIsRefusedBeforeItIsDecoded() throws IOException {
    byte[] png = Drafts.png(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB));
    ByteBuffer header = ByteBuffer.wrap(png);
    header.putInt(16, 60_000);
    header.putInt(20, 60_000);
    CRC32 sum = new CRC32();
    sum.update(png, 12, 17);
    header.putInt(29, (int) sum.getValue());
    assertInstanceOf(Reading.TooLarge.class, LetterImage.read(png));
    assertInstanceOf(
        Reading.TooLarge.class, LetterImage.read(new byte[LetterImage.MOST_BYTES + 1]));
  }

  @Test
  void aLargePhotographIsNoLargerThanPaperShows() throws IOException {
    byte[] png = Drafts.png(new BufferedImage(4_000, 1_000, BufferedImage.TYPE_INT_RGB));
    LetterImage read = Drafts.image(png);
    assertEquals(2_000, read.width());
    assertEquals(500, read.height());
    assertTrue(read.png().length < png.length);
  }
}
