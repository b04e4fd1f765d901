package dev.drover.internal.process;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Decodes UTF-8 that arrives in arbitrary parts. A character's bytes are held back until it is
 * whole; malformed bytes become U+FFFD. Not thread-safe.
 */
final class Utf8Pieces {

  private static final int LONGEST_CHARACTER = 4;

  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);

  /** The beginning of a character at the end of what came, always ready for writing. */
  private final ByteBuffer held = ByteBuffer.allocate(2 * LONGEST_CHARACTER);

  /**
   * Decodes what is whole.
   *
   * @param bytes the next bytes
   * @param length how many of them
   * @return the text, possibly empty
   */
  String decode(byte[] bytes, int length) {
    ByteBuffer in = ByteBuffer.wrap(bytes, 0, length);
    CharBuffer out = CharBuffer.allocate(length + 2 * LONGEST_CHARACTER);
    while (held.position() > 0 && in.hasRemaining()) {
      held.put(in.get()).flip();
      decoder.decode(held, out, false);
      held.compact();
    }
    decoder.decode(in, out, false);
    held.put(in);
    return out.flip().toString();
  }

  /** What is left of a character that never became whole. */
  String end() {
    CharBuffer out = CharBuffer.allocate(2 * LONGEST_CHARACTER);
    decoder.decode(held.flip(), out, true);
    decoder.flush(out);
    return out.flip().toString();
  }
}
