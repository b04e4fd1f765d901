package dev.drover.runner;

import dev.drover.internal.socketio.Arguments;
import dev.drover.internal.wire.RunnerCodec;
import dev.drover.internal.wire.RunnerMessage;

/** The document's messages as frames of a {@link SocketLine}. */
final class Frames {

  private Frames() {}

  static byte[] of(RunnerMessage message) {
    byte[][] arguments = RunnerCodec.encode(message).toArray(byte[][]::new);
    return SocketLine.frame(RunnerMessage.event(message), Arguments.ofJson(arguments));
  }
}
