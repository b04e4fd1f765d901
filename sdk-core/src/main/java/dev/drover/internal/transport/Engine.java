package dev.drover.internal.transport;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.concurrent.locks.ReentrantLock;
import org.java_websocket.WebSocket;
import org.java_websocket.WebSocketAdapter;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.exceptions.InvalidHandshakeException;
import org.java_websocket.exceptions.WebsocketNotConnectedException;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.framing.Framedata;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.handshake.HandshakeImpl1Client;
import org.java_websocket.handshake.Handshakedata;
import org.java_websocket.handshake.ServerHandshake;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The library's WebSocket, without its threads, sockets and timers: bytes in, events and frames
 * out. It keeps the handshake's key, answers pings and close frames, and knows whether it is open.
 */
final class Engine extends WebSocketAdapter {

  private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

  private final EngineEvents events;
  private final FrameReader reader;
  private final WebSocketImpl socket;

  /** Two threads must not swap frames between the library's queue and ours. */
  private final ReentrantLock handingOver = new ReentrantLock();

  /** Nothing that arrives from now on can be understood. */
  private volatile boolean deaf;

  private boolean opened;
  private String objection = "";

  Engine(int maxMessageBytes, EngineEvents events) {
    this.events = events;
    this.reader = new FrameReader(maxMessageBytes);
    this.socket = new WebSocketImpl(this, new FrameDraft());
  }

  /** The request that asks for the upgrade. */
  byte[] request(Endpoint endpoint, @Nullable String token) throws InvalidHandshakeException {
    if (token != null && !token.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new IllegalArgumentException(
          "the token holds characters that no HTTP header can carry");
    }
    HandshakeImpl1Client handshake = new HandshakeImpl1Client();
    handshake.setResourceDescriptor(endpoint.path());
    handshake.put("Host", endpoint.hostHeader());
    socket.startHandshake(handshake);
    StringBuilder request = new StringBuilder("GET ");
    request.append(endpoint.path()).append(endpoint.query()).append(" HTTP/1.1\r\n");
    for (Iterator<String> names = handshake.iterateHttpFields(); names.hasNext(); ) {
      String name = names.next();
      request.append(name).append(": ").append(handshake.getFieldValue(name)).append("\r\n");
    }
    if (token != null) {
      request.append("Authorization: Bearer ").append(token).append("\r\n");
    }
    return request.append("\r\n").toString().getBytes(ISO_8859_1);
  }

  /** Takes the head of the answer, status 101, and what came with it. */
  void accept(ByteBuffer answer) throws InvalidDataException {
    socket.decode(answer);
    if (!opened) {
      throw new InvalidDataException(
          CloseFrame.PROTOCOL_ERROR, "an invalid answer to the upgrade" + objection);
    }
    receive(answer);
  }

  /** Takes what arrived; all of it is consumed. */
  void receive(ByteBuffer in) {
    while (in.hasRemaining() && !deaf) {
      if (socket.isOpen()) {
        take(in);
      } else {
        awaitGoodbye(in);
      }
    }
    in.position(in.limit());
  }

  /**
   * Reads what belongs to a large message, past any buffer.
   *
   * @return as {@link FrameReader#readInPlace}
   */
  int receiveInPlace(InputStream in) throws IOException {
    return deaf ? 0 : reader.readInPlace(in);
  }

  /** Says goodbye: queues the close frame behind everything queued. */
  void close(int code, String reason) {
    socket.close(code, Utf8.truncate(reason, 123));
  }

  /** What arrives from now on is thrown away. */
  void stopListening() {
    deaf = true;
  }

  /**
   * Messages go past the library, which has nothing to add; the rest of the protocol is its own.
   */
  private void take(ByteBuffer in) {
    try {
      InboundFrame frame = reader.next(in);
      if (frame == null) {
        return;
      }
      switch (frame.opcode()) {
        case FrameReader.TEXT -> events.text(frame.payload());
        case FrameReader.BINARY -> events.binary(frame.payload());
        default -> control(FrameDraft.control(frame));
      }
    } catch (InvalidDataException e) {
      events.violated(e.getCloseCode(), String.valueOf(e.getMessage()));
    }
  }

  private void control(Framedata frame) throws InvalidDataException {
    if (frame instanceof CloseFrame close) {
      events.goodbye(close.getCloseCode(), close.getMessage());
    }
    socket.getDraft().processFrame(socket, frame);
  }

  /** The library decodes nothing any more once it said goodbye, not even the answer to that. */
  private void awaitGoodbye(ByteBuffer in) {
    try {
      InboundFrame frame = reader.next(in);
      if (frame != null && frame.opcode() == FrameReader.CLOSE) {
        deaf = true;
        events.goodbye(CloseFrame.NORMAL, "");
      }
    } catch (InvalidDataException e) {
      LOG.debug("Nonsense after the goodbye: {}", e.getMessage());
      deaf = true;
    }
  }

  @Override
  public void onWebsocketHandshakeReceivedAsClient(
      WebSocket conn, ClientHandshake request, ServerHandshake response)
      throws InvalidDataException {
    if (response.hasFieldValue("Sec-WebSocket-Extensions")) {
      throw new InvalidDataException(
          CloseFrame.PROTOCOL_ERROR, "it agrees to extensions, though none was offered");
    }
  }

  @Override
  public void onWebsocketOpen(WebSocket conn, Handshakedata handshake) {
    opened = true;
    events.opened();
  }

  @Override
  public void onWebsocketPing(WebSocket conn, Framedata ping) {
    try {
      super.onWebsocketPing(conn, ping);
    } catch (WebsocketNotConnectedException e) {
      LOG.trace("No pong: the connection was closed this moment", e);
    }
  }

  @Override
  public void onWebsocketPong(WebSocket conn, Framedata pong) {
    events.pong();
  }

  @Override
  public void onWriteDemand(WebSocket conn) {
    handingOver.lock();
    try {
      ByteBuffer frame;
      while ((frame = socket.outQueue.poll()) != null) {
        byte[] bytes = new byte[frame.remaining()];
        frame.get(bytes);
        events.encoded(bytes);
      }
    } finally {
      handingOver.unlock();
    }
  }

  /** Before the handshake is done this is how the library tells what it has against the answer. */
  @Override
  public void onWebsocketClosing(
      WebSocket conn, int code, @Nullable String reason, boolean remote) {
    boolean itsOwnName = reason == null || reason.startsWith("draft");
    objection =
        itsOwnName ? ": Upgrade, Connection or Sec-WebSocket-Accept is wrong" : ": " + reason;
  }

  @Override
  public void onWebsocketError(WebSocket conn, Exception e) {
    LOG.debug("The WebSocket library reports", e);
  }

  @Override
  public void onWebsocketMessage(WebSocket conn, String message) {
    throw new IllegalStateException("messages are delivered as bytes");
  }

  @Override
  public void onWebsocketMessage(WebSocket conn, ByteBuffer message) {
    throw new IllegalStateException("messages are delivered as bytes");
  }

  @Override
  public void onWebsocketClose(WebSocket conn, int code, String reason, boolean remote) {
    LOG.trace("The WebSocket library has finished with {}", code);
  }

  @Override
  public void onWebsocketCloseInitiated(WebSocket conn, int code, String reason) {
    LOG.trace("The WebSocket library says goodbye with {}", code);
  }

  @Override
  public @Nullable InetSocketAddress getLocalSocketAddress(WebSocket conn) {
    return null;
  }

  @Override
  public @Nullable InetSocketAddress getRemoteSocketAddress(WebSocket conn) {
    return null;
  }
}
