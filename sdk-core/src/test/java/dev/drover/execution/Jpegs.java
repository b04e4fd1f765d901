package dev.drover.execution;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;

/** Real pictures. */
final class Jpegs {

  private Jpegs() {}

  /** A picture of one colour. */
  static byte[] plain(int width, int height, Color color) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(color);
    graphics.fillRect(0, 0, width, height);
    graphics.dispose();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "jpg", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** A different picture for every number. */
  static byte[] numbered(int number) {
    return plain(64, 48, new Color(number * 7 % 256, number * 13 % 256, number * 29 % 256));
  }

  static String base64(byte[] jpeg) {
    return Base64.getEncoder().encodeToString(jpeg);
  }
}
