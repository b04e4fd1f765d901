package dev.drover.execution;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * ISO 8601 as servers write it: with {@code Z}, an offset, or none, which means UTC; with any
 * fraction. Read by hand: every log line has one, and a formatter costs more than all the rest of
 * the line.
 */
final class Timestamps {

  private static final int NANO_DIGITS = 9;

  private final String text;
  private int at;

  private Timestamps(String text) {
    this.text = text;
  }

  /**
   * Reads a timestamp.
   *
   * @param text as it was sent
   * @return the time, or null if it cannot be read
   */
  static @Nullable Instant of(String text) {
    try {
      return new Timestamps(text.strip()).read();
    } catch (DateTimeException | IndexOutOfBoundsException e) {
      return null; // A field that nobody decides on; the message counts all the same.
    }
  }

  private Instant read() {
    int year = number(4);
    skip('-');
    int month = number(2);
    skip('-');
    long day = LocalDate.of(year, month, number(2)).toEpochDay();
    at++; // Mostly a T, sometimes a blank.
    long seconds = day * 86_400 + number(2) * 3600L;
    skip(':');
    seconds += number(2) * 60L;
    if (at < text.length() && text.charAt(at) == ':') {
      at++;
      seconds += number(2);
    }
    int nanos = fraction();
    return Instant.ofEpochSecond(seconds - offset(), nanos);
  }

  private int fraction() {
    if (at == text.length() || (text.charAt(at) != '.' && text.charAt(at) != ',')) {
      return 0;
    }
    at++;
    int nanos = 0;
    int digits = 0;
    while (at < text.length() && isDigit(text.charAt(at))) {
      if (digits++ < NANO_DIGITS) {
        nanos = nanos * 10 + text.charAt(at) - '0';
      }
      at++;
    }
    for (int i = digits; i < NANO_DIGITS; i++) {
      nanos *= 10;
    }
    return nanos;
  }

  /** In seconds east of Greenwich. */
  private int offset() {
    if (at == text.length()) {
      return 0;
    }
    char sign = text.charAt(at++);
    int offset = 0;
    if (sign == '+' || sign == '-') {
      offset = number(2) * 3600;
      if (at < text.length()) {
        at += text.charAt(at) == ':' ? 1 : 0;
        offset += number(2) * 60;
      }
    } else if (sign != 'Z' && sign != 'z') {
      throw unreadable();
    }
    if (at < text.length()) {
      throw unreadable();
    }
    return sign == '-' ? -offset : offset;
  }

  private int number(int digits) {
    int value = 0;
    for (int i = 0; i < digits; i++) {
      char digit = text.charAt(at++);
      if (!isDigit(digit)) {
        throw unreadable();
      }
      value = value * 10 + digit - '0';
    }
    return value;
  }

  private void skip(char expected) {
    if (text.charAt(at++) != expected) {
      throw unreadable();
    }
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static DateTimeException unreadable() {
    return new DateTimeException("no ISO 8601 time");
  }
}
