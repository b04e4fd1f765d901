package dev.drover.internal.transport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.framing.CloseFrame;

/**
 * The head of the answer to an upgrade. Read here because the library tells neither the status nor
 * the body of a refusal, and has no bound.
 *
 * @param status the HTTP status
 * @param reason the words behind it
 * @param fields lower-case names, values trimmed
 * @param headBytes where the head ends in the buffer
 * @param totalBytes where the bytes end that were read, the beginning of a body or of frames
 */
record ResponseHead(
    int status, String reason, Map<String, String> fields, int headBytes, int totalBytes) {

  private static final byte[] HTTP = "HTTP/".getBytes(ISO_8859_1);

  /**
   * Reads a head, and whatever comes with it.
   *
   * @param buffer takes the bytes; a head that does not fit is refused
   */
  static ResponseHead read(InputStream in, byte[] buffer) throws IOException, InvalidDataException {
    int total = 0;
    int end = -1;
    while (end < 0) {
      if (total == buffer.length) {
        throw wrong("an answer whose head is longer than " + buffer.length + " bytes");
      }
      int count = in.read(buffer, total, buffer.length - total);
      if (count < 0) {
        throw new EOFException("it ended the connection instead of answering the upgrade");
      }
      int searchFrom = Math.max(0, total - 3);
      total += count;
      checkHttp(buffer, total);
      end = endOfHead(buffer, searchFrom, total);
    }
    return parse(new String(buffer, 0, end, ISO_8859_1), end, total);
  }

  String field(String lowerCaseName) {
    return fields.getOrDefault(lowerCaseName, "");
  }

  /** At once: a server of another protocol may never send an empty line. */
  private static void checkHttp(byte[] buffer, int total) throws InvalidDataException {
    for (int i = 0; i < Math.min(total, HTTP.length); i++) {
      if (buffer[i] != HTTP[i]) {
        throw wrong(
            "an answer that is not HTTP; perhaps another protocol, or TLS, is spoken there");
      }
    }
  }

  private static int endOfHead(byte[] buffer, int from, int total) {
    for (int i = from; i + 3 < total; i++) {
      if (buffer[i] == '\r'
          && buffer[i + 1] == '\n'
          && buffer[i + 2] == '\r'
          && buffer[i + 3] == '\n') {
        return i + 4;
      }
    }
    return -1;
  }

  private static ResponseHead parse(String head, int headBytes, int totalBytes)
      throws InvalidDataException {
    String[] lines = head.split("\r\n", -1);
    String[] statusLine = lines[0].split(" ", 3);
    if (statusLine.length < 2 || !statusLine[1].matches("[1-9]\\d\\d")) {
      throw wrong("an answer without an HTTP status");
    }
    Map<String, String> fields = new TreeMap<>();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      if (colon > 0) {
        fields.put(
            lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
            lines[i].substring(colon + 1).strip());
      }
    }
    String reason = statusLine.length < 3 ? "" : statusLine[2].strip();
    return new ResponseHead(
        Integer.parseInt(statusLine[1]), reason, Map.copyOf(fields), headBytes, totalBytes);
  }

  private static InvalidDataException wrong(String what) {
    return new InvalidDataException(CloseFrame.PROTOCOL_ERROR, what);
  }
}
