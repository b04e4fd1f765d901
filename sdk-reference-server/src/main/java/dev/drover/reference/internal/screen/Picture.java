package dev.drover.reference.internal.screen;

import dev.drover.DroverException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/** What a screen showed once: pixels, or an encoded image, each made of the other when needed. */
public final class Picture {

  private final byte @Nullable [] encoded;
  private @Nullable BufferedImage image;

  private Picture(byte @Nullable [] encoded, @Nullable BufferedImage image) {
    this.encoded = encoded;
    this.image = image;
  }

  /** A picture of pixels. */
  public static Picture of(BufferedImage image) {
    return new Picture(null, image);
  }

  /** A picture that is a PNG, or another image that this JVM can read. */
  public static Picture of(byte[] encoded) {
    return new Picture(encoded, null);
  }

  /** Whether it is made of just this encoded image. */
  public boolean isOf(byte[] bytes) {
    return Arrays.equals(encoded, bytes);
  }

  /**
   * Its pixels.
   *
   * @throws DroverException if it is no image
   */
  public synchronized BufferedImage image() {
    if (image == null) {
      image = decode(encoded == null ? new byte[0] : encoded);
    }
    return image;
  }

  /** The encoded image, a PNG unless it came as something else. */
  public byte[] encoded() {
    return encoded != null ? encoded : png(image());
  }

  private static BufferedImage decode(byte[] bytes) {
    try {
      BufferedImage decoded = ImageIO.read(new ByteArrayInputStream(bytes));
      if (decoded != null) {
        return decoded;
      }
    } catch (IOException | RuntimeException e) {
      throw new DroverException("the screen shows no image that can be read: " + e, e);
    }
    throw new DroverException(
        "the screen shows no image that can be read (%d bytes)".formatted(bytes.length), null);
  }

  private static byte[] png(BufferedImage image) {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", png);
    } catch (IOException e) {
      throw new DroverException("the screen cannot be written as PNG: " + e, e);
    }
    return png.toByteArray();
  }
}
