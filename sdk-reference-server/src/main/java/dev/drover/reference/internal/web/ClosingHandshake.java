package dev.drover.reference.internal.web;

import dev.drover.reference.FaultPoint.Phase;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import java.util.concurrent.TimeUnit;

/**
 * The goodbyes at a WebSocket connection's end, whichever side says its own first. Lives on the
 * channel's event loop.
 */
final class ClosingHandshake {

  /** A peer that has not said goodbye in two seconds will not. */
  private static final long GOODBYE_SECONDS = 2;

  private final PeerConnection connection;
  private final FaultGate gate;
  private final FaultWatch watch;
  private boolean begun;

  ClosingHandshake(PeerConnection connection, FaultGate gate, FaultWatch watch) {
    this.connection = connection;
    this.gate = gate;
    this.watch = watch;
  }

  /** Whether either side has said goodbye, or the connection has ended without it. */
  boolean hasBegun() {
    return begun;
  }

  /** The connection has ended: no goodbye is said any more. */
  void begin() {
    begun = true;
  }

  /** The peer's goodbye: the first, to be answered, or its answer to the server's. */
  void heard(ChannelHandlerContext ctx, CloseWebSocketFrame close) {
    if (begun) {
      ctx.close();
      return;
    }
    begun = true;
    int code = close.statusCode();
    boolean answered = !watch.strikesAt(ctx, Phase.DURING_CLOSE);
    connection.end(
        "closed by the peer: " + (code < 0 ? "no code" : code) + " " + close.reasonText());
    if (answered) {
      CloseWebSocketFrame answer =
          code < 0 ? new CloseWebSocketFrame() : new CloseWebSocketFrame(code, "");
      ctx.writeAndFlush(answer).addListener(done -> ctx.close());
    }
  }

  /** Says goodbye and waits a little for the answer. */
  void say(ChannelHandlerContext ctx, int code, String reason) {
    if (gate.isStruck()) {
      ctx.close();
    }
    if (begun) {
      return;
    }
    begun = true;
    connection.note("closed by the server: " + code + " " + reason);
    if (!watch.strikesAt(ctx, Phase.DURING_CLOSE)) {
      ctx.writeAndFlush(new CloseWebSocketFrame(code, Reasons.fitting(reason)));
      ctx.executor().schedule(() -> giveUp(ctx), GOODBYE_SECONDS, TimeUnit.SECONDS);
    }
  }

  private void giveUp(ChannelHandlerContext ctx) {
    if (!gate.isStruck()) {
      ctx.close();
    }
  }
}
