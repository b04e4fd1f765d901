package dev.drover.internal.transport;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.framing.CloseFrame;
import org.jspecify.annotations.Nullable;

/**
 * Takes frames out of a stream of bytes (RFC 6455, section 5). A message's bytes are copied once,
 * into one array of exactly its size; the fragments of a message are gathered in one growing array.
 * Nothing is allocated for what would go over the limit. After an exception it is of no use.
 */
final class FrameReader {

  static final int CONTINUATION = 0;
  static final int TEXT = 1;
  static final int BINARY = 2;
  static final int CLOSE = 8;
  static final int PING = 9;
  static final int PONG = 10;

  /** Less than that is not worth a call to the system of its own. */
  private static final int IN_PLACE_BYTES = 16 << 10;

  private static final byte[] NOTHING = new byte[0];

  private final int limit;

  private final byte[] header = new byte[10];
  private int headerBytes;

  /** Where the bytes of the frame at hand go, from where to where; none before its header is in. */
  private byte @Nullable [] target;

  private int at;
  private int end;

  /** The fragments so far; {@code messageOpcode} is zero when there is no message under way. */
  private byte[] message = NOTHING;

  private int messageBytes;
  private int messageOpcode;

  FrameReader(int maxMessageBytes) {
    this.limit = maxMessageBytes;
  }

  /**
   * Reads on.
   *
   * @param in what arrived; exactly what belongs to the frame is consumed
   * @return the next message or control frame; null if all bytes are consumed and more are needed
   * @throws InvalidDataException with the close code that the other side should hear
   */
  @Nullable InboundFrame next(ByteBuffer in) throws InvalidDataException {
    while (true) {
      byte[] into = target;
      if (into == null) {
        into = readHeader(in);
        if (into == null) {
          return null;
        }
        target = into;
      }
      int count = Math.min(end - at, in.remaining());
      in.get(into, at, count);
      at += count;
      if (at < end) {
        return null;
      }
      target = null;
      headerBytes = 0;
      InboundFrame frame = finish(into);
      if (frame != null) {
        return frame;
      }
    }
  }

  /**
   * Reads on, past the buffer that everything else goes through, if much of a frame is missing: a
   * preview's frame is a quarter of a megabyte, and copying it once more costs as much as all that
   * is done with it here. The last byte is left to {@link #next}, which hands the message out.
   *
   * @param in the connection
   * @return how many bytes were read, 0 if the usual way will do, -1 at the end of the stream
   * @throws IOException as the stream does
   */
  int readInPlace(InputStream in) throws IOException {
    byte[] into = target;
    int missing = end - at - 1;
    if (into == null || missing < IN_PLACE_BYTES) {
      return 0;
    }
    int count = in.read(into, at, missing);
    at += Math.max(0, count);
    return count;
  }

  /** Gathers the header; once it is whole, the array for the payload. */
  private byte @Nullable [] readHeader(ByteBuffer in) throws InvalidDataException {
    int needed = headerBytes < 2 ? 2 : headerLength();
    while (headerBytes < needed) {
      if (!in.hasRemaining()) {
        return null;
      }
      header[headerBytes++] = in.get();
      if (headerBytes == 2) {
        checkHeader();
        needed = headerLength();
      }
    }
    return prepare(payloadLength());
  }

  private int headerLength() {
    int length = header[1] & 0x7f;
    return length < 126 ? 2 : length == 126 ? 4 : 10;
  }

  private long payloadLength() {
    int length = header[1] & 0x7f;
    if (length < 126) {
      return length;
    }
    long extended = 0;
    for (int i = 2; i < headerBytes; i++) {
      extended = extended << 8 | (header[i] & 0xff);
    }
    return extended;
  }

  private int opcode() {
    return header[0] & 0x0f;
  }

  private boolean fin() {
    return header[0] < 0;
  }

  /** Not a fragment. */
  private boolean isWhole() {
    return opcode() >= CLOSE || (opcode() != CONTINUATION && fin());
  }

  private void checkHeader() throws InvalidDataException {
    int opcode = opcode();
    check((header[0] & 0x70) == 0, "a frame with reserved bits, which were not agreed upon");
    check(header[1] >= 0, "a masked frame, which a server must not send");
    if (opcode >= CLOSE) {
      check(opcode <= PONG, "a frame with the unknown opcode " + opcode);
      check(fin(), "a control frame in fragments");
      check(header[1] < 126, "a control frame of more than 125 bytes");
    } else {
      check(opcode <= BINARY, "a frame with the unknown opcode " + opcode);
      check(opcode != CONTINUATION || messageOpcode != 0, "a continuation of nothing");
      check(opcode == CONTINUATION || messageOpcode == 0, "a new message inside another");
    }
  }

  private byte[] prepare(long length) throws InvalidDataException {
    check(length >= 0, "a frame of a negative length");
    if (opcode() < CLOSE && length > limit - messageBytes) {
      throw new InvalidDataException(
          CloseFrame.TOOBIG, "a message larger than the limit of " + limit + " bytes");
    }
    boolean whole = isWhole();
    at = whole ? 0 : messageBytes;
    end = at + (int) length;
    if (whole) {
      return length == 0 ? NOTHING : new byte[end];
    }
    if (end > message.length) {
      int doubled = (int) Math.min(limit, 2L * message.length);
      message = Arrays.copyOf(message, Math.max(end, doubled));
    }
    return message;
  }

  private @Nullable InboundFrame finish(byte[] payload) throws InvalidDataException {
    int opcode = opcode();
    if (isWhole()) {
      return checked(new InboundFrame(opcode, payload));
    }
    messageOpcode = opcode == CONTINUATION ? messageOpcode : opcode;
    messageBytes = end;
    if (!fin()) {
      return null;
    }
    byte[] whole = end == message.length ? message : Arrays.copyOf(message, end);
    InboundFrame frame = new InboundFrame(messageOpcode, whole);
    message = NOTHING;
    messageBytes = 0;
    messageOpcode = 0;
    return checked(frame);
  }

  private static InboundFrame checked(InboundFrame frame) throws InvalidDataException {
    byte[] payload = frame.payload();
    if (frame.opcode() == TEXT && !Utf8.isValid(payload)) {
      throw new InvalidDataException(CloseFrame.NO_UTF8, "a text that is not UTF-8");
    }
    if (frame.opcode() == CLOSE && payload.length > 0) {
      checkGoodbye(payload);
    }
    return frame;
  }

  private static void checkGoodbye(byte[] payload) throws InvalidDataException {
    check(payload.length > 1, "half a close code");
    int code = (payload[0] & 0xff) << 8 | (payload[1] & 0xff);
    check(CloseCodes.maySend(code), "the close code " + code + ", which nobody may send");
    if (!Utf8.isValid(Arrays.copyOfRange(payload, 2, payload.length))) {
      throw new InvalidDataException(CloseFrame.NO_UTF8, "a close reason that is not UTF-8");
    }
  }

  private static void check(boolean right, String wrong) throws InvalidDataException {
    if (!right) {
      throw new InvalidDataException(CloseFrame.PROTOCOL_ERROR, wrong);
    }
  }
}
