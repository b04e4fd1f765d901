package dev.drover.agent;

import dev.drover.internal.process.CommandEnd;
import dev.drover.internal.process.OutputPiece;
import dev.drover.internal.process.OutputSink;
import dev.drover.internal.wire.WireCodec;

/**
 * Carries one command's output to the hub that asked for it. A hub that gives ids hears every
 * piece, and asks again after a lost connection; any other hears the end alone, if need be after
 * the next reconnect.
 */
final class HubSink implements OutputSink {

  private static final int SMALLEST_RESULT = 1024;

  private final ReplyTo to;
  private final String commandId;
  private final int keptBytes;
  private final UnsentResults unsent;

  /**
   * A sink.
   *
   * @param to who asked
   * @param commandId the command
   * @param keptBytes most bytes of output in the end message
   * @param unsent takes an end that nobody will ask for again
   */
  HubSink(ReplyTo to, String commandId, int keptBytes, UnsentResults unsent) {
    this.to = to;
    this.commandId = commandId;
    this.keptBytes = keptBytes;
    this.unsent = unsent;
  }

  @Override
  public boolean piece(OutputPiece piece) {
    return !to.hasId() || to.send(AgentMessages.output(to, commandId, piece));
  }

  @Override
  public void end(CommandEnd end) {
    byte[] frame = encode(end);
    if (!to.out().send(to.connection(), frame) && !to.hasId()) {
      unsent.add(frame, to.connection());
    }
  }

  /** With as much of the newest output as fits into a message. */
  private byte[] encode(CommandEnd end) {
    int bytes = keptBytes;
    boolean cut = end.truncated();
    while (true) {
      String result = end.tail().apply(bytes);
      byte[] frame = WireCodec.HUB.encode(AgentMessages.end(to, commandId, end, result, cut));
      if (frame.length <= to.out().maxFrameBytes() || bytes <= SMALLEST_RESULT) {
        return frame;
      }
      bytes /= 2;
      cut = true;
    }
  }
}
