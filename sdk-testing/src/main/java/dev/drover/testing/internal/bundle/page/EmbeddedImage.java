package dev.drover.testing.internal.bundle.page;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Iterator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * An image inside a page, as a data URI of a bounded size. Draws nothing, so that it works where
 * Java finds neither display nor fonts.
 *
 * @param dataUri the image
 * @param width of the original, in pixels
 * @param height of the original, in pixels
 */
record EmbeddedImage(String dataUri, int width, int height) {

  /** A reader skips pixels beyond that: a small file may claim to be an image of gigabytes. */
  private static final long MOST_PIXELS = 40_000_000;

  private static final float[] QUALITIES = {0.85f, 0.6f, 0.35f};
  private static final int SMALLEST = 64;

  /**
   * Reads an image and makes it fit.
   *
   * @param file the encoded image
   * @param maxWidth of the embedded image, in pixels
   * @param maxBytes of the data URI
   * @throws IOException if it is no image that this JVM reads
   */
  static EmbeddedImage of(byte[] file, int maxWidth, int maxBytes) throws IOException {
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw new IOException("it is in no format that this Java reads");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        boolean asIs =
            width <= maxWidth
                && isShown(reader.getFormatName())
                && (file.length + 2) / 3 * 4 + 32 <= maxBytes;
        String uri =
            asIs
                ? uri(reader.getFormatName(), file)
                : fitting(read(reader, width, height), file.length, maxWidth, maxBytes);
        return new EmbeddedImage(uri, width, height);
      } finally {
        reader.dispose();
      }
    } catch (RuntimeException e) { // Readers are not careful with files that are cut off.
      throw new IOException("it is damaged: " + e, e);
    }
  }

  private static boolean isShown(String format) {
    return format.equalsIgnoreCase("png") || format.equalsIgnoreCase("jpeg");
  }

  private static BufferedImage read(ImageReader reader, int width, int height) throws IOException {
    ImageReadParam parameters = reader.getDefaultReadParam();
    int step = (int) Math.ceil(Math.sqrt((double) width * height / MOST_PIXELS));
    if (step > 1) {
      parameters.setSourceSubsampling(step, step, 0, 0);
    }
    return reader.read(0, parameters);
  }

  /** PNG if that is small enough, as it is for consoles; else JPEG, coarser and smaller in turn. */
  private static String fitting(BufferedImage original, long length, int maxWidth, int maxBytes)
      throws IOException {
    BufferedImage image = Scaling.toWidth(original, maxWidth);
    double scale = (double) image.getWidth() / original.getWidth();
    if (length * scale * scale < 2.0 * maxBytes) { // Else the attempt is slow and in vain.
      String png = uri("png", png(image));
      if (png.length() <= maxBytes) {
        return png;
      }
    }
    while (true) {
      for (float quality : QUALITIES) {
        String jpeg = uri("jpeg", jpeg(image, quality));
        if (jpeg.length() <= maxBytes) {
          return jpeg;
        }
      }
      if (image.getWidth() <= SMALLEST) {
        throw new IOException("it does not fit into " + maxBytes + " bytes");
      }
      image = Scaling.toWidth(image, image.getWidth() * 2 / 3);
    }
  }

  private static String uri(String format, byte[] file) {
    return "data:image/%s;base64,%s"
        .formatted(
            format.equalsIgnoreCase("png") ? "png" : "jpeg",
            Base64.getEncoder().encodeToString(file));
  }

  private static byte[] png(BufferedImage image) throws IOException {
    return encode(image, "png", 0);
  }

  private static byte[] jpeg(BufferedImage image, float quality) throws IOException {
    return encode(image, "jpeg", quality);
  }

  private static byte[] encode(BufferedImage image, String format, float quality)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam parameters = writer.getDefaultWriteParam();
      if (quality > 0) {
        parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        parameters.setCompressionQuality(quality);
      }
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), parameters);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
