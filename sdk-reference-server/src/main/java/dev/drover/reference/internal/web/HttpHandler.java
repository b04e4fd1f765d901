package dev.drover.reference.internal.web;

import dev.drover.reference.Fault;
import dev.drover.reference.FaultPoint.Phase;
import dev.drover.reference.PeerInfo;
import dev.drover.reference.PeerRole;
import dev.drover.reference.internal.http.HttpAnswer;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers HTTP requests one after the other, and turns a connection into a WebSocket where that is
 * asked for. Lives on its channel's event loop.
 */
final class HttpHandler extends SimpleChannelInboundHandler<FullHttpRequest> {

  private static final Logger LOG = LoggerFactory.getLogger(HttpHandler.class);

  private final ServerContext server;
  private final RequestRouter router;
  private final Deque<FullHttpRequest> waiting = new ArrayDeque<>();
  private @Nullable CompletableFuture<HttpAnswer> pending;
  private boolean working;
  private boolean ended;

  HttpHandler(ServerContext server) {
    this.server = server;
    this.router = new RequestRouter(server);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
    if (!ended) {
      waiting.add(request.retain());
      work(ctx);
    }
  }

  /** Takes the next requests, until one is not answered at once. */
  private void work(ChannelHandlerContext ctx) {
    if (working) {
      return;
    }
    working = true;
    while (!ended && pending == null && !waiting.isEmpty()) {
      FullHttpRequest request = waiting.remove();
      try {
        handle(ctx, request);
      } finally {
        request.release();
      }
    }
    working = false;
    if (!ended) {
      // Who asks more before the answer has come is not read from, lest it pile up.
      ctx.channel().config().setAutoRead(waiting.isEmpty());
    }
  }

  private void handle(ChannelHandlerContext ctx, FullHttpRequest request) {
    HttpResponses.Form form = HttpResponses.Form.of(request);
    RequestRouter.Decision decision = router.decide(request, addressOf(ctx));
    if (decision instanceof RequestRouter.Socket socket) {
      upgrade(ctx, request, socket);
    } else if (decision instanceof RequestRouter.Resource resource) {
      answer(ctx, form, resource);
    } else if (decision instanceof RequestRouter.Refusal refusal) {
      respond(ctx, refusal.ends() ? form.ending() : form, refusal.answer());
    }
  }

  private void answer(
      ChannelHandlerContext ctx, HttpResponses.Form form, RequestRouter.Resource resource) {
    CompletableFuture<HttpAnswer> answer;
    try {
      answer = resource.resource().answer(resource.request());
    } catch (RuntimeException e) {
      answer = CompletableFuture.failedFuture(e);
    }
    CompletableFuture<HttpAnswer> awaited = answer;
    pending = awaited;
    if (awaited.isDone()) {
      awaited.whenComplete(
          (done, failure) -> answered(ctx, awaited, form, resource, done, failure));
    } else {
      // Whoever completes it may hold locks, so that nothing else is begun on its thread.
      awaited.whenComplete(
          (done, failure) ->
              ctx.executor().execute(() -> answered(ctx, awaited, form, resource, done, failure)));
    }
  }

  private void answered(
      ChannelHandlerContext ctx,
      CompletableFuture<HttpAnswer> awaited,
      HttpResponses.Form form,
      RequestRouter.Resource resource,
      @Nullable HttpAnswer done,
      @Nullable Throwable failure) {
    if (pending == awaited && !ended) {
      pending = null;
      respond(ctx, form, done == null ? failed(resource, failure) : done);
      work(ctx);
    }
  }

  private static HttpAnswer failed(RequestRouter.Resource resource, @Nullable Throwable failure) {
    LOG.error("{} could not be served", resource.request(), failure);
    return HttpAnswer.error(500, "INTERNAL_ERROR", "the server failed at this; its log says why");
  }

  private void respond(ChannelHandlerContext ctx, HttpResponses.Form form, HttpAnswer answer) {
    HttpResponses.write(ctx, form, answer);
    if (!form.keepAlive()) {
      end();
    }
  }

  private void upgrade(
      ChannelHandlerContext ctx, FullHttpRequest request, RequestRouter.Socket socket) {
    end();
    PeerInfo info = newPeer(ctx);
    FaultGate gate = ctx.pipeline().get(FaultGate.class);
    Fault fault = FaultWatch.at(Phase.BEFORE_UPGRADE, server.faults(), gate, info);
    Upgrade.prepare(ctx);
    if (fault != null) {
      gate.strike(ctx.pipeline().context(gate), fault);
      return;
    }
    HttpAnswer refusal = Upgrade.refusal(request);
    if (refusal != null) {
      HttpResponses.write(ctx, HttpResponses.Form.of(request).ending(), refusal);
    } else {
      PeerConnection connection =
          new PeerConnection(ctx, info, socket.protocol().apply(socket.request()), server);
      Upgrade.perform(ctx, request, connection, this, server.options().maxFrameBytes());
    }
  }

  private PeerInfo newPeer(ChannelHandlerContext ctx) {
    long id = server.ids().next();
    return new PeerInfo(id, PeerRole.UNREGISTERED, "peer-" + id, addressOf(ctx));
  }

  private static String addressOf(ChannelHandlerContext ctx) {
    return ctx.channel().remoteAddress() instanceof InetSocketAddress inet
        ? inet.getAddress().getHostAddress() + ":" + inet.getPort()
        : "unknown";
  }

  /** No more requests are taken; whoever works on one hears that nobody waits for it. */
  private void end() {
    ended = true;
    waiting.forEach(ReferenceCountUtil::release);
    waiting.clear();
    if (pending != null) {
      pending.cancel(false);
    }
  }

  /** Somebody who has nothing under way and says nothing does not stay. */
  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof IdleStateEvent && pending == null) {
      ctx.close();
    }
    ctx.fireUserEventTriggered(event);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    end();
    ctx.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (!(cause instanceof IOException)) {
      LOG.warn("An HTTP request could not be served", cause);
    }
    ctx.close();
  }
}
