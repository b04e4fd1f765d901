package dev.drover.internal.transport;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Writes masked frames through one buffer, so that many small ones become one write and a large one
 * needs no second copy of itself. Not for several threads at once.
 */
final class FrameEncoder {

  /** What one write takes at most; more would only be cut by the socket. */
  static final int BUFFER_BYTES = 64 << 10;

  private static final int FIRST_BUFFER_BYTES = 2 << 10;
  private static final int MASKED = 0x80;
  private static final VarHandle EIGHT_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final OutputStream out;
  private byte[] buffer = new byte[FIRST_BUFFER_BYTES];
  private int filled;

  FrameEncoder(OutputStream out) {
    this.out = out;
  }

  /** The frame of a payload of so many bytes, with its header. */
  static int sizeOf(int payloadBytes) {
    return headerSize(payloadBytes) + payloadBytes;
  }

  /** One whole frame by itself. */
  static byte[] encode(int opcode, byte[] payload) {
    int key = MaskKeys.next();
    byte[] frame = new byte[sizeOf(payload.length)];
    int start = putHeader(frame, 0, opcode, payload.length, key);
    mask(payload, 0, frame, start, payload.length, key);
    return frame;
  }

  /** Adds one message; what does not fit any more is written. */
  void add(int opcode, byte[] payload) throws IOException {
    int key = MaskKeys.next();
    makeRoom(sizeOf(payload.length), headerSize(payload.length));
    filled = putHeader(buffer, filled, opcode, payload.length, key);
    int done = 0;
    while (done < payload.length) {
      int room = buffer.length - filled;
      int count = Math.min(payload.length - done, room);
      if (done + count < payload.length) {
        // The key repeats every four bytes; each piece must begin where it does.
        count -= count % Integer.BYTES;
      }
      mask(payload, done, buffer, filled, count, key);
      filled += count;
      done += count;
      if (done < payload.length) {
        flush();
      }
    }
  }

  /** Adds a frame that is encoded already, a small one. */
  void addEncoded(byte[] frame) throws IOException {
    makeRoom(frame.length, frame.length);
    System.arraycopy(frame, 0, buffer, filled, frame.length);
    filled += frame.length;
  }

  /** Writes what was added. */
  void flush() throws IOException {
    int count = filled;
    filled = 0;
    out.write(buffer, 0, count);
  }

  /**
   * Grows the buffer for all of a frame if it may, and writes it out if even the least won't fit.
   */
  private void makeRoom(int wanted, int needed) throws IOException {
    if (filled + wanted > buffer.length && buffer.length < BUFFER_BYTES) {
      int size = Math.max(2 * buffer.length, filled + wanted);
      buffer = Arrays.copyOf(buffer, Math.min(BUFFER_BYTES, size));
    }
    if (filled + needed > buffer.length) {
      flush();
    }
  }

  private static int headerSize(int payloadBytes) {
    return payloadBytes < 126 ? 6 : payloadBytes <= 0xffff ? 8 : 14;
  }

  private static int putHeader(byte[] into, int start, int opcode, int length, int key) {
    int at = start;
    into[at++] = (byte) (0x80 | opcode);
    if (length < 126) {
      into[at++] = (byte) (MASKED | length);
    } else {
      int bytes = length <= 0xffff ? Short.BYTES : Long.BYTES;
      into[at++] = (byte) (MASKED | (bytes == Short.BYTES ? 126 : 127));
      for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
        into[at++] = (byte) ((long) length >>> shift);
      }
    }
    for (int shift = 0; shift < Integer.SIZE; shift += 8) {
      into[at++] = (byte) (key >>> shift);
    }
    return at;
  }

  private static void mask(byte[] from, int start, byte[] into, int at, int count, int key) {
    long twice = (long) key << 32 | (key & 0xffff_ffffL);
    int i = 0;
    for (; i + Long.BYTES <= count; i += Long.BYTES) {
      EIGHT_BYTES.set(into, at + i, (long) EIGHT_BYTES.get(from, start + i) ^ twice);
    }
    for (; i < count; i++) {
      into[at + i] = (byte) (from[start + i] ^ (key >>> (8 * (i & 3))));
    }
  }
}
