package dev.drover.reference.internal.frame;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object of which only the few fields are read that routing needs. The rest is checked to be
 * JSON, but neither decoded nor copied.
 */
public final class Frame {

  /** A top-level field: where it stands, with its name, and where its value begins. */
  record Field(String name, int start, int valueStart, int end) {}

  private final byte[] bytes;
  private final List<Field> fields;
  private final Route route;

  /** What routing needs; null where a field is absent or of another type. */
  record Route(
      @Nullable String type,
      @Nullable String vmId,
      @Nullable String requestId,
      @Nullable String commandId,
      @Nullable Long seq,
      boolean truncated,
      boolean complete,
      @Nullable String status) {}

  Frame(byte[] bytes, List<Field> fields, Route route) {
    this.bytes = bytes;
    this.fields = fields;
    this.route = route;
  }

  /**
   * Reads a frame.
   *
   * @param utf8 valid UTF-8
   * @return the frame
   * @throws BadFrameException if it is no JSON object
   */
  public static Frame parse(byte[] utf8) throws BadFrameException {
    return new FrameParser(withoutMark(utf8)).parse();
  }

  /** The {@code type} of what may be a message; empty if it is none. */
  public static String typeOf(byte[] utf8) {
    try {
      String type = parse(utf8).type();
      return type == null ? "" : type;
    } catch (BadFrameException e) {
      return "";
    }
  }

  /** The message as it came. */
  public byte[] bytes() {
    return bytes;
  }

  /** The top-level {@code type}, if it is a string. */
  public @Nullable String type() {
    return route.type();
  }

  /** The top-level {@code request_id}, if it is a string. */
  public @Nullable String requestId() {
    return route.requestId();
  }

  /** The {@code command_id} in {@code metadata}, if it is a string. */
  public @Nullable String commandId() {
    return route.commandId();
  }

  /** The {@code seq} in {@code metadata}, if it is a whole number. */
  public @Nullable Long seq() {
    return route.seq();
  }

  /** Whether {@code metadata} says {@code truncated}. */
  public boolean isTruncated() {
    return route.truncated();
  }

  /** Whether {@code metadata} says {@code "output_type": "complete"}. */
  public boolean isComplete() {
    return route.complete();
  }

  /** The {@code status} in {@code metadata}, if it is a string. */
  public @Nullable String status() {
    return route.status();
  }

  /** The value of a top-level field as it stands in the text; of several, the last. */
  public byte @Nullable [] raw(String name) {
    for (int i = fields.size() - 1; i >= 0; i--) {
      Field field = fields.get(i);
      if (field.name().equals(name)) {
        return Arrays.copyOfRange(bytes, field.valueStart(), field.end());
      }
    }
    return null;
  }

  /** The value of a top-level field, if it is a string; of several, the last. */
  public @Nullable String text(String name) {
    byte[] raw = raw(name);
    return raw == null ? null : FrameParser.text(raw);
  }

  /** A copy to be, with other top-level fields. */
  public FrameEdit edit() {
    return new FrameEdit(this);
  }

  List<Field> fields() {
    return fields;
  }

  @Nullable String vmId() {
    return route.vmId();
  }

  /** The text. */
  @Override
  public String toString() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static byte[] withoutMark(byte[] utf8) {
    boolean marked =
        utf8.length >= 3
            && utf8[0] == (byte) 0xEF
            && utf8[1] == (byte) 0xBB
            && utf8[2] == (byte) 0xBF;
    return marked ? Arrays.copyOfRange(utf8, 3, utf8.length) : utf8;
  }
}
