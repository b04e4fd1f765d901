package dev.drover.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;

/** Reads what comes and looks at nothing: what the socket alone costs. */
final class BareSocket implements Monitor {

  private static final String UPGRADE =
      """
      GET /ws/executions/e HTTP/1.1\r
      Host: localhost\r
      Upgrade: websocket\r
      Connection: Upgrade\r
      Sec-WebSocket-Version: 13\r
      Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
      \r
      """;

  private final Socket socket;
  private final InputStream in;
  private final byte[] buffer = new byte[16 << 10];

  BareSocket(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    in = socket.getInputStream();
    socket.getOutputStream().write(UPGRADE.getBytes(US_ASCII));
    if (in.read(buffer) < 0) {
      throw new EOFException("the server refused");
    }
  }

  @Override
  public void logs(int count) {
    throw new UnsupportedOperationException("only frames are of a known length");
  }

  @Override
  public int frames(int count) throws IOException {
    String ask = "{\"type\":\"subscribe_device\",\"device_id\":\"frames-" + count + "\"}";
    byte[] text = ask.getBytes(US_ASCII);
    byte[] frame = new byte[6 + text.length]; // Masked with zeros, which changes nothing.
    frame[0] = (byte) 0x81;
    frame[1] = (byte) (0x80 | text.length);
    System.arraycopy(text, 0, frame, 6, text.length);
    socket.getOutputStream().write(frame);
    long left = (long) count * StreamServer.frameBytes();
    while (left > 0) {
      int got = in.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (got < 0) {
        throw new EOFException("the server closed");
      }
      left -= got;
    }
    return count;
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
