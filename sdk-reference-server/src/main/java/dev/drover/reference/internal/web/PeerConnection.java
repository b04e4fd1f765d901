package dev.drover.reference.internal.web;

import dev.drover.reference.FaultPoint.Phase;
import dev.drover.reference.JournalEntry.Kind;
import dev.drover.reference.PeerInfo;
import dev.drover.reference.PeerRole;
import dev.drover.reference.ServerOptions;
import dev.drover.reference.internal.journal.RecordingJournal;
import dev.drover.reference.internal.peer.PeerHandler;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A WebSocket connection from its upgrade to its end: hands messages to the protocol, answers pings
 * and goodbyes, and lets faults strike. Lives on its channel's event loop.
 */
final class PeerConnection extends ChannelDuplexHandler {

  private static final Logger LOG = LoggerFactory.getLogger(PeerConnection.class);

  private final WebPeer peer;
  private final PeerHandler protocol;
  private final ServerContext server;
  private final @Nullable RecordingJournal journal;
  private final FaultGate gate;
  private final FaultWatch watch;
  private final Liveness liveness;
  private final ClosingHandshake closing;
  private @Nullable ChannelHandlerContext ctx;
  private @Nullable String noted;
  private boolean opened;
  private boolean ended;

  PeerConnection(
      ChannelHandlerContext http, PeerInfo info, PeerHandler protocol, ServerContext server) {
    ServerOptions options = server.options();
    this.journal = protocol.keepsJournal() ? null : server.journal();
    this.peer = new WebPeer(this, http.channel(), info, journal, options.maxQueuedBytes());
    this.protocol = protocol;
    this.server = server;
    this.gate = http.pipeline().get(FaultGate.class);
    this.watch = new FaultWatch(server.faults(), gate, peer, protocol);
    this.liveness = new Liveness(peer, gate, options);
    this.closing = new ClosingHandshake(this, gate, watch);
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    this.ctx = ctx;
  }

  /** The upgrade is done. */
  void open(ChannelHandlerContext ctx) {
    opened = true;
    note(Kind.CONNECTED, new byte[0]);
    server.connections().add(this);
    protocol.opened(peer);
    watch.strikesAt(ctx, Phase.AFTER_UPGRADE);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object msg) {
    try {
      if (gate.isStruck()) {
        return;
      }
      if (msg instanceof PingWebSocketFrame ping) {
        pong(ctx, ping);
      } else if (msg instanceof CloseWebSocketFrame close) {
        closing.heard(ctx, close);
      } else if (!closing.hasBegun() && msg instanceof TextWebSocketFrame text) {
        text(ctx, ByteBufUtil.getBytes(text.content()));
      } else if (!closing.hasBegun() && msg instanceof BinaryWebSocketFrame binary) {
        protocol.binary(peer, ByteBufUtil.getBytes(binary.content()));
      }
    } finally {
      ReferenceCountUtil.release(msg);
    }
  }

  private void text(ChannelHandlerContext ctx, byte[] utf8) {
    if (!Utf8.isValid(utf8)) {
      violation(1007, "a text message is not valid UTF-8");
      return;
    }
    note(Kind.RECEIVED, utf8);
    PeerRole before = peer.info().role();
    int introductions = peer.introductions();
    watch.arriving(utf8);
    protocol.text(peer, utf8);
    watch.arrived(ctx, before, peer.introductions() > introductions);
  }

  /** Of many pings only the newest must be answered, so a peer that does not read gets no more. */
  private static void pong(ChannelHandlerContext ctx, PingWebSocketFrame ping) {
    if (ctx.channel().isWritable()) {
      ctx.writeAndFlush(new PongWebSocketFrame(ping.content().retain()));
    }
  }

  /** Says goodbye and waits a little for the answer. */
  void sayGoodbye(int code, String reason) {
    if (ctx != null) {
      closing.say(ctx, code, reason);
    }
  }

  /** The peer broke the WebSocket protocol; what else it sends is not even looked at. */
  private void violation(int code, String reason) {
    gate.discardInput();
    sayGoodbye(code, reason);
  }

  /** Ends the connection without goodbye. */
  void abort(String why, boolean reset) {
    note(why);
    if (ctx != null) {
      gate.cutNow(ctx.pipeline().context(gate), reset);
    }
  }

  /** Cuts the connection as a fault does; called on any thread. */
  void cut() {
    ChannelHandlerContext context = ctx;
    if (context != null) {
      context.executor().execute(() -> abort("cut by a fault", false));
    }
  }

  WebPeer peer() {
    return peer;
  }

  /** Looks after the connection, from time to time; called on any thread. */
  void check(long nowNanos) {
    ChannelHandlerContext context = ctx;
    if (context != null) {
      context.executor().execute(() -> liveness.check(context, this, nowNanos));
    }
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) {
    if (msg instanceof TextWebSocketFrame text && !server.faults().isEmpty()) {
      watch.leaving(ByteBufUtil.getBytes(text.content()));
      ctx.write(msg, promise);
      watch.left(ctx);
    } else {
      ctx.write(msg, promise);
    }
  }

  private void note(Kind kind, byte[] text) {
    if (journal != null) {
      journal.record(peer.info(), kind, text);
    }
  }

  /** Remembers how the connection ends; what is said first holds. */
  void note(String how) {
    if (noted == null) {
      noted = how;
    }
  }

  /** The connection has ended, for the protocol and everybody else; once. */
  void end(String how) {
    note(how);
    if (ended || !opened) {
      return;
    }
    ended = true;
    closing.begin();
    peer.end();
    server.connections().remove(this);
    server.faults().forget(peer.info().id());
    note(Kind.DISCONNECTED, String.valueOf(noted).getBytes(StandardCharsets.UTF_8));
    protocol.closed(peer);
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event == FaultGate.WAS_CUT) {
      end("cut by a fault");
    }
    ctx.fireUserEventTriggered(event);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    end("connection lost");
    ctx.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (cause instanceof CorruptedWebSocketFrameException corrupt) {
      violation(corrupt.closeStatus().code(), String.valueOf(corrupt.getMessage()));
    } else if (cause instanceof TooLongFrameException) {
      violation(
          1009, "messages over %d bytes are refused".formatted(server.options().maxFrameBytes()));
    } else if (cause instanceof IOException || cause instanceof PrematureChannelClosureException) {
      ctx.close();
    } else {
      LOG.error("{} could not be served", peer.info(), cause);
      violation(1011, "internal error");
    }
  }
}
