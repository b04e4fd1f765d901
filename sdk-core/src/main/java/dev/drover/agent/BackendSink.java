package dev.drover.agent;

import dev.drover.internal.process.CommandEnd;
import dev.drover.internal.process.CommandException;
import dev.drover.internal.process.CommandSpec;
import dev.drover.internal.process.OutputPiece;
import dev.drover.internal.process.Prompt;
import dev.drover.internal.session.Connection;
import dev.drover.internal.wire.BackendMessage;
import dev.drover.internal.wire.WireCodec;
import org.jspecify.annotations.Nullable;

/**
 * Carries one command to the backend that asked for it, on one connection. When that is over, a
 * backend that can asks again. For any other the sink remembers how far it came, lets the command
 * go on, and has another sink go on from there on the next connection.
 */
final class BackendSink implements CommandSink {

  private final BackendReply to;
  private final String commandId;

  /** The first piece that was not sent. */
  private volatile long next;

  /** The last wait for input that was told. */
  private @Nullable Prompt told;

  private volatile @Nullable CommandSpec startUnheard;
  private volatile @Nullable CommandEnd endUnheard;
  private volatile boolean lost;

  BackendSink(BackendReply to, String commandId, long fromSeq) {
    this.to = to;
    this.commandId = commandId;
    this.next = fromSeq;
  }

  @Override
  public void started(CommandSpec spec) {
    if (!send(to.words().started(spec))) {
      startUnheard = spec;
      lose();
    }
  }

  @Override
  public boolean piece(OutputPiece piece) {
    if (lost) {
      return true; // The log keeps it for the next sink, and this one still has to hear the end.
    }
    if (!send(to.words().output(commandId, piece))) {
      return lose();
    }
    next = piece.seq() + 1;
    return true;
  }

  @Override
  public boolean wantsPrompts() {
    return to.requestId() != null;
  }

  @Override
  public void awaitingInput(Prompt prompt) {
    if (lost || to.requestId() == null || prompt.equals(told)) {
      return;
    }
    Double ran = to.vm().times().of(commandId);
    byte[] frame =
        NewestOutput.fit(
            prompt.tail(),
            keptBytes(),
            to.maxFrameBytes(),
            (output, cut) -> {
              boolean shortened = cut || prompt.truncated();
              return encode(to.words().awaitingInput(commandId, prompt, ran, output, shortened));
            });
    if (send(frame)) {
      told = prompt;
    } else {
      lose(); // A sink that is attached while the command waits hears so again.
    }
  }

  @Override
  public void end(CommandEnd end) {
    if (lost || !send(encode(end))) {
      endUnheard = end;
      lose();
    }
  }

  Connection connection() {
    return to.connection();
  }

  /** Goes on where this sink had to stop. */
  void resume(Connection now) {
    BackendSink rest = new BackendSink(to.on(now), commandId, next);
    rest.told = told;
    rest.endUnheard = endUnheard;
    CommandSpec start = startUnheard;
    if (start != null) {
      rest.started(start);
    }
    if (rest.lost) {
      return; // Whoever goes on from there may be attached already.
    }
    try {
      to.vm().engine().attach(commandId, next, to.key(commandId), rest);
    } catch (CommandException e) {
      // It ended so long ago that the engine has forgotten it; its end has the newest output.
      CommandEnd end = endUnheard;
      if (end != null) {
        rest.end(end);
      }
    }
  }

  private byte[] encode(CommandEnd end) {
    if (end.timeout() == null && to.requestId() == null) {
      return encode(to.words().complete(commandId, end));
    }
    return NewestOutput.fit(
        end.tail(),
        keptBytes(),
        to.maxFrameBytes(),
        (output, cut) ->
            encode(
                end.timeout() == null
                    ? to.words().completed(commandId, end, output, cut)
                    : to.words().timedOut(commandId, end, output, cut)));
  }

  private static byte[] encode(BackendMessage message) {
    return WireCodec.BACKEND.encode(message);
  }

  private int keptBytes() {
    return to.vm().options().keptOutputBytes();
  }

  private boolean send(BackendMessage message) {
    return send(encode(message));
  }

  private boolean send(byte[] frame) {
    Outbound out = to.vm().out();
    boolean gone =
        to.unheard() == null
            ? out.send(to.connection(), frame)
            : out.sendThrough(to.connection(), frame);
    // What is too large for any message is lost, and was reported.
    return gone || frame.length > to.maxFrameBytes();
  }

  /** Whether this sink still has to hear the rest. */
  private boolean lose() {
    UnheardCommands unheard = to.unheard();
    if (unheard == null) {
      return false;
    }
    if (!lost) {
      lost = true;
      unheard.add(this);
    }
    return true;
  }
}
