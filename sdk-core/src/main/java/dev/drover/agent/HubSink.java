package dev.drover.agent;

import dev.drover.internal.process.CommandEnd;
import dev.drover.internal.process.CommandSpec;
import dev.drover.internal.process.OutputPiece;
import dev.drover.internal.wire.WireCodec;

/**
 * Carries one command's output to the hub that asked for it. A hub that gives ids hears every
 * piece, and asks again after a lost connection; any other hears the end alone, if need be after
 * the next reconnect.
 */
final class HubSink implements CommandSink {

  private final HubReply to;
  private final String commandId;

  HubSink(HubReply to, String commandId) {
    this.to = to;
    this.commandId = commandId;
  }

  @Override
  public void started(CommandSpec spec) {
    if (to.requestId() != null) {
      to.send(HubWords.started(to, spec));
    }
  }

  @Override
  public boolean piece(OutputPiece piece) {
    return to.requestId() == null || to.send(HubWords.output(to, commandId, piece));
  }

  @Override
  public void end(CommandEnd end) {
    byte[] frame =
        NewestOutput.fit(
            end.tail(),
            to.vm().options().keptOutputBytes(),
            to.maxFrameBytes(),
            (output, cut) -> encode(end, output, cut || end.truncated()));
    Outbound out = to.vm().out();
    if (to.requestId() != null) {
      out.send(to.connection(), frame);
    } else if (!out.sendThrough(to.connection(), frame)) {
      to.unsent().add(frame, to.connection());
    }
  }

  private byte[] encode(CommandEnd end, String output, boolean cut) {
    return WireCodec.HUB.encode(HubWords.end(to, commandId, end, output, cut));
  }
}
