package dev.drover.hub;

import dev.drover.DroverException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/** What a VM's screen showed ({@code hub.md}, "Screenshot Response"). */
public final class Screenshot {

  private final String vmId;
  private final byte[] bytes;

  /**
   * A screenshot.
   *
   * @param vmId the VM
   * @param bytes the encoded image, PNG from Drover's own agents
   */
  public Screenshot(String vmId, byte[] bytes) {
    this.vmId = vmId;
    this.bytes = bytes.clone();
  }

  /** The VM's id. */
  public String vmId() {
    return vmId;
  }

  /** The encoded image as the VM sent it. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /**
   * Decodes the image.
   *
   * @return the picture
   * @throws DroverException if it is in no format that this JVM reads
   */
  public BufferedImage toImage() {
    try {
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(bytes));
      if (image != null) {
        return image;
      }
    } catch (IOException e) {
      throw unreadable(e);
    }
    throw unreadable(null);
  }

  /**
   * Writes the encoded image to a file, whose folder is made if need be.
   *
   * @param file where to
   * @return the file
   * @throws DroverException if it cannot be written
   */
  public Path saveTo(Path file) {
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      return Files.write(file, bytes);
    } catch (IOException e) {
      throw new DroverException(
          "the screenshot of " + vmId + " could not be written to " + file + ": " + e, e);
    }
  }

  /** One line: VM and size. */
  @Override
  public String toString() {
    return "Screenshot[" + vmId + ", " + bytes.length + " bytes]";
  }

  private DroverException unreadable(@Nullable Throwable cause) {
    String start = Arrays.toString(Arrays.copyOf(bytes, Math.min(8, bytes.length)));
    return new DroverException(
        "the screenshot of %s (%d bytes, starting with %s) is no image that this JVM can read; save its bytes and look at them"
            .formatted(vmId, bytes.length, start),
        cause);
  }
}
