package dev.drover.internal.wire;

import dev.drover.internal.wire.ExecutionMessage.PreviewFrame;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A {@code preview_frame} whose picture stays what it was on the wire, a piece of the message's
 * bytes, until somebody asks for it.
 */
public final class RawFrame {

  private static final byte[] DATA = "data:".getBytes(StandardCharsets.US_ASCII);

  private final byte[] text;
  private final int from;
  private final int to;
  private final @Nullable String deviceId;
  private final int width;
  private final int height;
  private final @Nullable String timestamp;

  /**
   * A frame.
   *
   * @param text holds the picture's data URI; must not change any more
   * @param from where the data URI begins
   * @param to where it ends
   * @param deviceId the device
   * @param width in pixels, 0 if not told
   * @param height in pixels, 0 if not told
   * @param timestamp as it was sent
   */
  RawFrame(
      byte[] text,
      int from,
      int to,
      @Nullable String deviceId,
      int width,
      int height,
      @Nullable String timestamp) {
    this.text = text;
    this.from = behindPrefix(text, from, to);
    this.to = to;
    this.deviceId = deviceId;
    this.width = width;
    this.height = height;
    this.timestamp = timestamp;
  }

  /**
   * A frame that had to be parsed, because it was written in an unusual way.
   *
   * @param message what was parsed
   * @return the frame
   */
  public static RawFrame of(PreviewFrame message) {
    String data = message.frameData() == null ? "" : message.frameData();
    byte[] text = data.getBytes(StandardCharsets.ISO_8859_1);
    return new RawFrame(
        text,
        0,
        text.length,
        message.deviceId(),
        message.width() == null ? 0 : message.width(),
        message.height() == null ? 0 : message.height(),
        message.timestamp());
  }

  /** The device, if told. */
  public @Nullable String deviceId() {
    return deviceId;
  }

  /** In pixels; 0 if not told. */
  public int width() {
    return width;
  }

  /** In pixels; 0 if not told. */
  public int height() {
    return height;
  }

  /** As it was sent. */
  public @Nullable String timestamp() {
    return timestamp;
  }

  /** How long the picture's Base64 is. */
  public int base64Length() {
    return to - from;
  }

  /**
   * Decodes the picture, into an array of its own.
   *
   * @throws IllegalArgumentException if it is no Base64
   */
  public byte[] decode() {
    ByteBuffer decoded = Base64.getDecoder().decode(ByteBuffer.wrap(text, from, to - from));
    byte[] picture = decoded.array();
    if (decoded.remaining() == picture.length) {
      return picture;
    }
    byte[] exact = new byte[decoded.remaining()];
    decoded.get(exact);
    return exact;
  }

  /** Behind {@code data:image/jpeg;base64,}; some servers send the Base64 alone. */
  private static int behindPrefix(byte[] text, int from, int to) {
    for (int i = 0; i < DATA.length; i++) {
      if (from + i >= to || text[from + i] != DATA[i]) {
        return from;
      }
    }
    int at = from;
    while (at < to && text[at] != ',') {
      at++;
    }
    return Math.min(to, at + 1);
  }
}
