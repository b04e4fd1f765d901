package dev.drover.reference;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A socket that says what no decent WebSocket client would. */
final class RawPeer implements AutoCloseable {

  static final int CONTINUATION = 0;
  static final int TEXT = 1;
  static final int CLOSE = 8;

  private final Socket socket;
  private final DataInputStream in;
  private final OutputStream out;

  private RawPeer(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(10_000);
    in = new DataInputStream(socket.getInputStream());
    out = socket.getOutputStream();
  }

  static RawPeer tcp(ReferenceServer server) throws IOException {
    return new RawPeer(new Socket(InetAddress.getLoopbackAddress(), server.port()));
  }

  /** One whose own address is this one. */
  static RawPeer tcp(ReferenceServer server, String from) throws IOException {
    InetAddress own = InetAddress.getByName(from);
    return new RawPeer(new Socket(InetAddress.getLoopbackAddress(), server.port(), own, 0));
  }

  /** A client that is registered. */
  static RawPeer client(ReferenceServer server) throws IOException {
    RawPeer peer = tcp(server).upgrade("");
    peer.readHead();
    return peer.text("{\"type\":\"register\",\"role\":\"client\"}");
  }

  RawPeer upgrade(String headers) throws IOException {
    return upgrade("/", headers);
  }

  RawPeer upgrade(String path, String headers) throws IOException {
    return bytes(
        "GET "
            + path
            + " HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
            + headers
            + "\r\n");
  }

  RawPeer bytes(String latin1) throws IOException {
    out.write(latin1.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
    return this;
  }

  RawPeer text(String text) throws IOException {
    return frame(true, TEXT, text.getBytes(StandardCharsets.UTF_8));
  }

  /** A masked frame, with a mask of zeros. */
  RawPeer frame(boolean last, int opcode, byte[] payload) throws IOException {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.writeBytes(header(last, opcode, payload.length));
    frame.writeBytes(payload);
    out.write(frame.toByteArray());
    out.flush();
    return this;
  }

  RawPeer header(int opcode, long length) throws IOException {
    out.write(header(true, opcode, length));
    out.flush();
    return this;
  }

  private static byte[] header(boolean last, int opcode, long length) {
    ByteBuffer header = ByteBuffer.allocate(14);
    header.put((byte) ((last ? 0x80 : 0) | opcode));
    if (length < 126) {
      header.put((byte) (0x80 | length));
    } else if (length < 65536) {
      header.put((byte) (0x80 | 126)).putShort((short) length);
    } else {
      header.put((byte) (0x80 | 127)).putLong(length);
    }
    header.putInt(0);
    return java.util.Arrays.copyOf(header.array(), header.position());
  }

  /** An HTTP answer's head. */
  String readHead() throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) in.readUnsignedByte());
    }
    return head.toString();
  }

  /** The next frame, as a text; of a close frame the code. */
  String readFrame() throws IOException {
    int opcode = in.readUnsignedByte() & 0x0F;
    int length = in.readUnsignedByte();
    if (length == 126) {
      length = in.readUnsignedShort();
    } else if (length == 127) {
      length = (int) in.readLong();
    }
    byte[] payload = new byte[length];
    in.readFully(payload);
    return opcode == CLOSE
        ? "close " + ByteBuffer.wrap(payload).getShort()
        : new String(payload, StandardCharsets.UTF_8);
  }

  Socket socket() {
    return socket;
  }

  /** What comes next: a byte, or -1 for the end of the stream. */
  int read() throws IOException {
    return in.read();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
