package dev.drover.internal.transport;

import java.nio.ByteBuffer;
import java.util.List;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.drafts.Draft;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.enums.Opcode;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.framing.ControlFrame;
import org.java_websocket.framing.DataFrame;
import org.java_websocket.framing.Framedata;
import org.java_websocket.framing.PingFrame;
import org.java_websocket.framing.PongFrame;
import org.java_websocket.handshake.Handshakedata;

/**
 * The library's protocol with frames of our own: bounded, checked, delivered as bytes, one at a
 * time, so that a broken frame does not take the good ones before it along. No extensions.
 */
final class FrameDraft extends Draft_6455 {

  private final FrameReader reader;
  private final EngineEvents events;

  FrameDraft(FrameReader reader, EngineEvents events) {
    this.reader = reader;
    this.events = events;
  }

  /** The engine works with a copy; both share the one reader. */
  @Override
  public Draft copyInstance() {
    return new FrameDraft(reader, events);
  }

  /** The request is written elsewhere: what passes the engine is logged by it, tokens too. */
  @Override
  public List<ByteBuffer> createHandshake(Handshakedata request) {
    return List.of();
  }

  @Override
  public List<Framedata> translateFrame(ByteBuffer in) {
    try {
      InboundFrame frame = reader.next(in);
      return frame == null ? List.of() : List.of(translate(frame));
    } catch (InvalidDataException e) {
      events.violated(e.getCloseCode(), String.valueOf(e.getMessage()));
      return List.of();
    }
  }

  @Override
  public void processFrame(WebSocketImpl engine, Framedata frame) throws InvalidDataException {
    if (frame instanceof Message message && message.getOpcode() == Opcode.TEXT) {
      events.text(message.bytes);
    } else if (frame instanceof Message message) {
      events.binary(message.bytes);
    } else {
      if (frame instanceof CloseFrame close) {
        events.goodbye(close.getCloseCode(), close.getMessage());
      }
      super.processFrame(engine, frame);
    }
  }

  @Override
  public ByteBuffer createBinaryFrame(Framedata frame) {
    ByteBuffer payload = frame.getPayloadData();
    byte[] bytes = new byte[payload.remaining()];
    payload.duplicate().get(bytes);
    return ByteBuffer.wrap(FrameEncoder.encode(opcode(frame), bytes));
  }

  private static Framedata translate(InboundFrame frame) throws InvalidDataException {
    return switch (frame.opcode()) {
      case FrameReader.TEXT -> new Message(Opcode.TEXT, frame.payload());
      case FrameReader.BINARY -> new Message(Opcode.BINARY, frame.payload());
      case FrameReader.PING -> filled(new PingFrame(), frame);
      case FrameReader.PONG -> filled(new PongFrame(), frame);
      default -> filled(new CloseFrame(), frame);
    };
  }

  private static Framedata filled(ControlFrame control, InboundFrame frame)
      throws InvalidDataException {
    control.setPayload(ByteBuffer.wrap(frame.payload()));
    control.isValid();
    return control;
  }

  private static int opcode(Framedata frame) {
    return switch (frame.getOpcode()) {
      case CONTINUOUS -> FrameReader.CONTINUATION;
      case TEXT -> FrameReader.TEXT;
      case BINARY -> FrameReader.BINARY;
      case PING -> FrameReader.PING;
      case PONG -> FrameReader.PONG;
      case CLOSING -> FrameReader.CLOSE;
    };
  }

  /** A whole message on its way through the engine, which need not see its bytes. */
  private static final class Message extends DataFrame {

    private final byte[] bytes;

    Message(Opcode opcode, byte[] bytes) {
      super(opcode);
      this.bytes = bytes;
    }
  }
}
