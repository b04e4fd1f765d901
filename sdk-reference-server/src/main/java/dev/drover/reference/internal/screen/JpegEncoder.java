package dev.drover.reference.internal.screen;

import dev.drover.DroverException;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes JPEGs of one device's pictures in one quality. A picture that comes again is not encoded
 * again. For one thread at a time.
 */
final class JpegEncoder {

  /** An encoded picture. */
  record Jpeg(String dataUri, int width, int height) {}

  private static final String PREFIX = "data:image/jpeg;base64,";

  private final Quality quality;
  private final ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
  private final ImageWriteParam param = writer.getDefaultWriteParam();
  private @Nullable Picture lastPicture;
  private @Nullable Jpeg lastJpeg;
  private @Nullable BufferedImage canvas;

  JpegEncoder(Quality quality) {
    this.quality = quality;
    param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    param.setCompressionQuality(quality.jpegQuality);
  }

  Jpeg encode(Picture picture) {
    if (lastJpeg != null && picture == lastPicture) {
      return lastJpeg;
    }
    BufferedImage scaled = scaled(picture.image());
    Jpeg jpeg =
        new Jpeg(
            PREFIX + Base64.getEncoder().encodeToString(compressed(scaled)),
            scaled.getWidth(),
            scaled.getHeight());
    lastPicture = picture;
    lastJpeg = jpeg;
    return jpeg;
  }

  boolean knows(Picture picture) {
    return picture == lastPicture;
  }

  /** JPEG has no transparency, so every picture is painted on a canvas without. */
  private BufferedImage scaled(BufferedImage image) {
    int width = Math.max(1, (int) Math.round(image.getWidth() * quality.scale));
    int height = Math.max(1, (int) Math.round(image.getHeight() * quality.scale));
    if (canvas == null || canvas.getWidth() != width || canvas.getHeight() != height) {
      canvas = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    }
    Graphics2D graphics = canvas.createGraphics();
    try {
      graphics.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
      graphics.setColor(java.awt.Color.BLACK);
      graphics.fillRect(0, 0, width, height);
      graphics.drawImage(image, 0, 0, width, height, null);
    } finally {
      graphics.dispose();
    }
    return canvas;
  }

  private byte[] compressed(BufferedImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 << 10);
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), param);
    } catch (IOException e) {
      throw new DroverException("the screen cannot be written as JPEG: " + e, e);
    } finally {
      writer.reset();
    }
    return bytes.toByteArray();
  }

  void dispose() {
    writer.dispose();
  }
}
