package dev.drover.internal.transport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The server's end of one connection, byte by byte: it does what it is told, and nothing else. */
final class RawPeer implements AutoCloseable {

  private static final Pattern KEY =
      Pattern.compile("^sec-websocket-key: *(\\S+)", Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

  private final Socket socket;

  RawPeer(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(10_000);
    socket.setTcpNoDelay(true);
  }

  /** Reads a request's head. */
  String readHead() {
    return attempt(
        () -> {
          StringBuilder head = new StringBuilder();
          while (head.indexOf("\r\n\r\n") < 0) {
            int next = socket.getInputStream().read();
            if (next < 0) {
              throw new IOException("ended in the head: " + head);
            }
            head.append((char) next);
          }
          return head.toString();
        });
  }

  /** Accepts the upgrade; the extra bytes come in the same packet. */
  RawPeer upgrade(byte[]... extra) {
    String answer =
        """
        HTTP/1.1 101 Switching Protocols
        Upgrade: websocket
        Connection: Upgrade
        Sec-WebSocket-Accept: %s

        """
            .formatted(acceptKey(readHead()));
    return write(bytes(answer), ServerFrames.concat(extra));
  }

  /** Reads the request and answers with just that. */
  RawPeer answer(String response) {
    readHead();
    return write(response);
  }

  /** Writes lines as HTTP has them. */
  RawPeer write(String text) {
    return write(bytes(text));
  }

  RawPeer write(byte[]... parts) {
    return attempt(
        () -> {
          socket.getOutputStream().write(ServerFrames.concat(parts));
          return this;
        });
  }

  /** Writes without an end, until the other side has enough of it. */
  void writeUntilRefused(byte[] piece) throws IOException {
    OutputStream out = socket.getOutputStream();
    try {
      while (true) {
        out.write(piece);
      }
    } catch (SocketException e) {
      return; // The other side has closed.
    }
  }

  /** The next frame of the client, unmasked. */
  ClientFrame readFrame() {
    return attempt(() -> ClientFrame.read(new DataInputStream(socket.getInputStream())));
  }

  /** Reads on until the other side ends the connection. */
  void awaitEnd() {
    attempt(
        () -> {
          try {
            return socket.getInputStream().transferTo(OutputStream.nullOutputStream());
          } catch (SocketException e) {
            return 0L; // A reset is an end as well.
          }
        });
  }

  /** Ends the connection with a reset instead of an orderly end. */
  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  Socket socket() {
    return socket;
  }

  @Override
  public void close() {
    attempt(
        () -> {
          socket.close();
          return this;
        });
  }

  private static byte[] bytes(String text) {
    return text.replace("\n", "\r\n").getBytes(UTF_8);
  }

  static String acceptKey(String requestHead) {
    Matcher key = KEY.matcher(requestHead);
    if (!key.find()) {
      throw new AssertionError("no key in " + requestHead);
    }
    String salted = key.group(1) + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    try {
      byte[] digest = MessageDigest.getInstance("SHA-1").digest(salted.getBytes(ISO_8859_1));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private interface Attempt<T> {
    T run() throws IOException;
  }

  private static <T> T attempt(Attempt<T> attempt) {
    try {
      return attempt.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
