package dev.drover.execution;

import dev.drover.DroverException;
import dev.drover.internal.wire.RawFrame;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/**
 * One picture of a device's screen. It stays as small and as undecoded as it came until something
 * of it is asked for; safe for any number of threads.
 */
public final class PreviewFrame {

  private final RawFrame raw;
  private final String deviceId;
  private final Instant timestamp;
  private final long arrivedNanos;

  PreviewFrame(RawFrame raw, String deviceId, long arrivedNanos) {
    this.raw = raw;
    this.deviceId = deviceId;
    String told = raw.timestamp();
    Instant time = told == null ? null : Timestamps.of(told);
    this.timestamp = time == null ? Instant.now() : time;
    this.arrivedNanos = arrivedNanos;
  }

  /** The device. */
  public String deviceId() {
    return deviceId;
  }

  /** When it was taken, by the server's clock; when it arrived, if the server did not say. */
  public Instant timestamp() {
    return timestamp;
  }

  /** The screen's width in pixels, as the server tells it; 0 if it did not. */
  public int width() {
    return raw.width();
  }

  /** The screen's height in pixels, as the server tells it; 0 if it did not. */
  public int height() {
    return raw.height();
  }

  /**
   * Decodes the picture's bytes.
   *
   * @return the JPEG; an array of the caller's own, made anew by every call
   * @throws DroverException if what the server sent is no Base64
   */
  public byte[] jpeg() {
    try {
      return raw.decode();
    } catch (IllegalArgumentException e) {
      throw new DroverException(this + " is no Base64, which is an error of the server: " + e, e);
    }
  }

  /**
   * Decodes the picture. Its size may differ from {@link #width()} and {@link #height()}, which are
   * those of the screen.
   *
   * @return the picture
   * @throws DroverException if it is in no format that this JVM reads
   */
  public BufferedImage toImage() {
    try {
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(jpeg()));
      if (image != null) {
        return image;
      }
    } catch (IOException e) {
      throw unreadable(e);
    }
    throw unreadable(null);
  }

  /**
   * Writes the JPEG to a file, whose folder is made if need be.
   *
   * @param file where to
   * @return the file
   * @throws DroverException if it cannot be written
   */
  public Path saveTo(Path file) {
    byte[] jpeg = jpeg();
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      return Files.write(file, jpeg);
    } catch (IOException e) {
      throw new DroverException(this + " could not be written to " + file + ": " + e, e);
    }
  }

  /** When it arrived, as {@link System#nanoTime()}. */
  long arrivedNanos() {
    return arrivedNanos;
  }

  /** One line: device, size, time. */
  @Override
  public String toString() {
    return "PreviewFrame[%s, %d×%d, %d bytes of Base64, %s]"
        .formatted(deviceId, width(), height(), raw.base64Length(), timestamp);
  }

  private DroverException unreadable(@Nullable Throwable cause) {
    return new DroverException(
        this + " is no picture that this JVM can read; save its bytes and look at them", cause);
  }
}
