package dev.drover.internal.socketio;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A packet of Engine.IO 4: over WebSocket one frame, over polling a part of an {@link
 * EnginePayload}. Only messages can be binary. Its bytes are shared, not copied: nobody may change
 * them.
 */
public final class EnginePacket {

  /** The kinds of packets, each with its digit. */
  public enum Type {
    OPEN('0'),
    CLOSE('1'),
    PING('2'),
    PONG('3'),
    MESSAGE('4'),
    UPGRADE('5'),
    NOOP('6');

    private static final Type[] BY_DIGIT = values();

    private final byte digit;

    Type(char digit) {
      this.digit = (byte) digit;
    }

    byte digit() {
      return digit;
    }
  }

  private static final byte[] NOTHING = {};

  private final Type type;
  private final boolean binary;
  private final byte[] data;

  private EnginePacket(Type type, boolean binary, byte[] data) {
    this.type = type;
    this.binary = binary;
    this.data = data;
  }

  /** A packet that says nothing more than its type. */
  public static EnginePacket of(Type type) {
    return new EnginePacket(type, false, NOTHING);
  }

  /** A packet with text, such as the {@code probe} of a ping. */
  public static EnginePacket of(Type type, String text) {
    return new EnginePacket(type, false, text.getBytes(StandardCharsets.UTF_8));
  }

  /** A message, valid UTF-8. */
  public static EnginePacket text(byte[] utf8) {
    return new EnginePacket(Type.MESSAGE, false, utf8);
  }

  /** A binary message. */
  public static EnginePacket binary(byte[] bytes) {
    return new EnginePacket(Type.MESSAGE, true, bytes);
  }

  /**
   * Reads a packet out of a WebSocket's text frame; each of its binary frames is a {@link
   * #binary(byte[]) binary message} as it stands.
   *
   * @param utf8 the whole frame
   * @return the packet
   * @throws MalformedPacketException if it has no type, or an unknown one
   */
  public static EnginePacket read(byte[] utf8) throws MalformedPacketException {
    return read(utf8, 0, utf8.length);
  }

  static EnginePacket read(byte[] utf8, int from, int to) throws MalformedPacketException {
    if (from >= to) {
      throw new MalformedPacketException("it is empty");
    }
    int digit = utf8[from] - '0';
    if (digit < 0 || digit >= Type.BY_DIGIT.length) {
      throw new MalformedPacketException("unknown Engine.IO packet type");
    }
    return new EnginePacket(Type.BY_DIGIT[digit], false, Arrays.copyOfRange(utf8, from + 1, to));
  }

  public Type type() {
    return type;
  }

  /** Whether it is a binary message. */
  public boolean isBinary() {
    return binary;
  }

  /** Without the type: UTF-8, or a binary message's bytes. */
  public byte[] data() {
    return data;
  }

  /** Whether this is such a packet with such text. */
  public boolean is(Type wanted, String text) {
    return type == wanted && text().equals(text);
  }

  /** The data as text. */
  public String text() {
    return new String(data, StandardCharsets.UTF_8);
  }

  /** As a WebSocket's frame: a binary one if {@link #isBinary}, else a text one. */
  public byte[] frame() {
    if (binary) {
      return data;
    }
    byte[] frame = new byte[1 + data.length];
    frame[0] = type.digit();
    System.arraycopy(data, 0, frame, 1, data.length);
    return frame;
  }

  @Override
  public String toString() {
    return type + (binary ? ", binary, " : ", ") + data.length + " bytes";
  }
}
