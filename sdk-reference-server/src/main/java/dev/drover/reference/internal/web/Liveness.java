package dev.drover.reference.internal.web;

import dev.drover.reference.ServerOptions;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import org.jspecify.annotations.Nullable;

/** Whether a peer still lives: it says something, if only a pong, and takes what it is sent. */
final class Liveness {

  private final WebPeer peer;
  private final FaultGate gate;
  private final long idleNanos;
  private final long slowNanos;
  private long pingedNanos = System.nanoTime();
  private long progressNanos = System.nanoTime();
  private @Nullable Object current;
  private long progress;

  Liveness(WebPeer peer, FaultGate gate, ServerOptions options) {
    this.peer = peer;
    this.gate = gate;
    this.idleNanos = options.idleTimeout().toNanos();
    this.slowNanos = options.slowPeerTimeout().toNanos();
  }

  void check(ChannelHandlerContext ctx, PeerConnection connection, long now) {
    if (gate.isStruck() || !ctx.channel().isActive()) {
      return;
    }
    if (!peer.hasUnsent() || makesProgress(ctx)) {
      progressNanos = now;
    } else if (now - progressNanos > slowNanos) {
      connection.abort(
          "took nothing of what waits for it for %d ms".formatted(slowNanos / 1_000_000), true);
      return;
    }
    long quiet = now - gate.lastInboundNanos();
    if (peer.isHeld() || quiet <= idleNanos / 3) {
      return;
    }
    if (quiet > idleNanos) {
      connection.abort("no sign of life for %d ms".formatted(idleNanos / 1_000_000), true);
    } else if (now - pingedNanos > idleNanos / 3) {
      pingedNanos = now;
      ctx.writeAndFlush(new PingWebSocketFrame());
    }
  }

  /** Whether bytes went out since the last look, even if no message is through yet. */
  private boolean makesProgress(ChannelHandlerContext ctx) {
    ChannelOutboundBuffer buffer = ctx.channel().unsafe().outboundBuffer();
    if (buffer == null) {
      return true;
    }
    Object message = buffer.current();
    long written = buffer.currentProgress();
    boolean moved = message != current || written != progress;
    current = message;
    progress = written;
    return moved;
  }
}
