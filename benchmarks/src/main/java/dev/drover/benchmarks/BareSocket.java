package dev.drover.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Base64;

/** Reads what comes and knows nothing of WebSocket or JSON: what any client has to pay at least. */
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

  /** What is done with a frame. */
  enum Use {
    /** It is overwritten by the next one. */
    NOTHING,
    /** It is read into an array of its own, as whoever hands it on must. */
    KEPT,
    /** The same, and the JDK decodes its picture. */
    DECODED
  }

  private final Use use;
  private final Socket socket;
  private final InputStream in;
  private final byte[] buffer = new byte[16 << 10];

  BareSocket(int port, Use use) throws IOException {
    this.use = use;
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
    for (int i = 0; i < count; i++) {
      switch (use) {
        case NOTHING -> skip(StreamServer.frameBytes());
        case KEPT -> read();
        case DECODED -> Base64.getDecoder().decode(StreamServer.base64(read()));
      }
    }
    return count;
  }

  private void skip(int bytes) throws IOException {
    int left = bytes;
    while (left > 0) {
      left -= read(buffer, 0, Math.min(buffer.length, left));
    }
  }

  private byte[] read() throws IOException {
    byte[] frame = new byte[StreamServer.frameBytes()];
    int at = 0;
    while (at < frame.length) {
      at += read(frame, at, frame.length - at);
    }
    return frame;
  }

  private int read(byte[] into, int at, int most) throws IOException {
    int count = in.read(into, at, most);
    if (count < 0) {
      throw new EOFException("the server closed");
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
