package dev.drover.internal.wire;

import org.jspecify.annotations.Nullable;

/** Finds a {@code preview_frame}'s fields without parsing or copying the message. */
public final class FrameScanner extends FlatScanner {

  private final byte[] json;
  private boolean isFrame;
  private int dataFrom;
  private int dataTo = -1;
  private @Nullable String deviceId;
  private @Nullable String timestamp;
  private int width;
  private int height;

  private FrameScanner(byte[] json) {
    this.json = json;
  }

  /**
   * Looks for a frame.
   *
   * @param json a message
   * @return the frame, which keeps the message; null if it is none, or one for the parser
   */
  public static @Nullable RawFrame scan(byte[] json) {
    FrameScanner scanner = new FrameScanner(json);
    return scanner.scanObject(json) && scanner.isFrame && scanner.dataTo >= 0
        ? scanner.frame()
        : null;
  }

  private RawFrame frame() {
    return new RawFrame(json, dataFrom, dataTo, deviceId, width, height, timestamp);
  }

  @Override
  boolean string(int nameFrom, int nameTo, int from, int to) {
    if (is(nameFrom, nameTo, "type")) {
      isFrame = is(from, to, "preview_frame");
      return isFrame;
    }
    if (is(nameFrom, nameTo, "frame_data")) {
      dataFrom = from;
      dataTo = to;
    } else if (is(nameFrom, nameTo, "device_id")) {
      deviceId = text(from, to);
    } else if (is(nameFrom, nameTo, "timestamp")) {
      timestamp = text(from, to);
    } else {
      return !is(nameFrom, nameTo, "width") && !is(nameFrom, nameTo, "height");
    }
    return true;
  }

  @Override
  boolean number(int nameFrom, int nameTo, int number) {
    if (is(nameFrom, nameTo, "width")) {
      width = number;
    } else if (is(nameFrom, nameTo, "height")) {
      height = number;
    } else {
      return isOther(nameFrom, nameTo);
    }
    return true;
  }

  /** A number where there should be a string is for the parser to complain about. */
  private boolean isOther(int nameFrom, int nameTo) {
    return !is(nameFrom, nameTo, "type")
        && !is(nameFrom, nameTo, "frame_data")
        && !is(nameFrom, nameTo, "device_id")
        && !is(nameFrom, nameTo, "timestamp");
  }
}
