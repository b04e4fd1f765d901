package dev.drover.internal.transport;

import java.nio.ByteBuffer;
import java.util.List;
import org.java_websocket.drafts.Draft;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.framing.ControlFrame;
import org.java_websocket.framing.Framedata;
import org.java_websocket.framing.PingFrame;
import org.java_websocket.framing.PongFrame;
import org.java_websocket.handshake.Handshakedata;

/**
 * The library's protocol without its way of taking frames apart, for which there is {@link
 * FrameReader}. No extensions.
 */
final class FrameDraft extends Draft_6455 {

  /** The engine works with a copy. */
  @Override
  public Draft copyInstance() {
    return new FrameDraft();
  }

  /** The request is written elsewhere: what passes the engine is logged by it, tokens too. */
  @Override
  public List<ByteBuffer> createHandshake(Handshakedata request) {
    return List.of();
  }

  /** What came with the answer to the upgrade is taken like all that comes later. */
  @Override
  public List<Framedata> translateFrame(ByteBuffer in) {
    return List.of();
  }

  @Override
  public ByteBuffer createBinaryFrame(Framedata frame) {
    ByteBuffer payload = frame.getPayloadData();
    byte[] bytes = new byte[payload.remaining()];
    payload.duplicate().get(bytes);
    return ByteBuffer.wrap(FrameEncoder.encode(opcode(frame), bytes));
  }

  /** A control frame in the library's form. */
  static Framedata control(InboundFrame frame) throws InvalidDataException {
    return switch (frame.opcode()) {
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
}
