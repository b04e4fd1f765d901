package dev.drover.reference.internal.web;

import dev.drover.reference.Fault;
import dev.drover.reference.FaultPoint.Phase;
import dev.drover.reference.PeerInfo;
import dev.drover.reference.PeerRole;
import dev.drover.reference.internal.peer.PeerHandler;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.timeout.ReadTimeoutException;
import io.netty.util.CharsetUtil;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers HTTP requests, and turns a connection into a WebSocket where that is asked for. */
final class HttpHandler extends SimpleChannelInboundHandler<FullHttpRequest> {

  private static final Logger LOG = LoggerFactory.getLogger(HttpHandler.class);

  private final ServerContext server;
  private final TokenCheck tokens;

  HttpHandler(ServerContext server) {
    this.server = server;
    this.tokens = new TokenCheck(server.options().token());
  }

  @Override
  protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
    if (request.decoderResult().isFailure()) {
      answer(ctx, request, HttpAnswer.error(400, "BAD_REQUEST", "this is no HTTP request"));
      return;
    }
    QueryStringDecoder uri = new QueryStringDecoder(request.uri());
    if (!server.routes().needsNoToken(uri.path()) && !tokens.accepts(request, uri)) {
      answer(
          ctx,
          request,
          HttpAnswer.error(
              401,
              "UNAUTHORIZED",
              "the token is missing or wrong; send it as 'Authorization: Bearer' or '?token='"));
    } else if (Upgrade.isAskedFor(request)) {
      upgrade(ctx, request, uri.path());
    } else {
      answer(ctx, request, page(request, uri.path()));
    }
  }

  private HttpAnswer page(FullHttpRequest request, String path) {
    Supplier<HttpAnswer> page = server.routes().page(path);
    if (page == null) {
      return nothingThere(path);
    }
    if (!request.method().equals(HttpMethod.GET) && !request.method().equals(HttpMethod.HEAD)) {
      return HttpAnswer.error(405, "METHOD_NOT_ALLOWED", path + " can only be read");
    }
    return page.get();
  }

  private void upgrade(ChannelHandlerContext ctx, FullHttpRequest request, String path) {
    PeerHandler protocol = server.routes().socket(path);
    if (protocol == null) {
      answer(ctx, request, nothingThere(path));
    } else if (!OriginCheck.accepts(request)) {
      answer(
          ctx,
          request,
          HttpAnswer.error(403, "FORBIDDEN_ORIGIN", "web pages from elsewhere may not connect"));
    } else {
      PeerInfo info = newPeer(ctx);
      FaultGate gate = ctx.pipeline().get(FaultGate.class);
      Fault fault = FaultWatch.at(Phase.BEFORE_UPGRADE, server.faults(), gate, info);
      Upgrade.prepare(ctx);
      if (fault != null) {
        gate.strike(ctx.pipeline().context(gate), fault);
      } else {
        PeerConnection connection = new PeerConnection(ctx, info, protocol, server);
        Upgrade.perform(ctx, request, connection, this, server.options().maxFrameBytes());
      }
    }
  }

  private PeerInfo newPeer(ChannelHandlerContext ctx) {
    long id = server.ids().next();
    String address =
        ctx.channel().remoteAddress() instanceof InetSocketAddress inet
            ? inet.getAddress().getHostAddress() + ":" + inet.getPort()
            : "unknown";
    return new PeerInfo(id, PeerRole.UNREGISTERED, "peer-" + id, address);
  }

  private static HttpAnswer nothingThere(String path) {
    return HttpAnswer.error(404, "NOT_FOUND", "there is nothing at " + path);
  }

  void answer(ChannelHandlerContext ctx, FullHttpRequest request, HttpAnswer answer) {
    boolean head = request.method().equals(HttpMethod.HEAD);
    byte[] body = answer.body().getBytes(CharsetUtil.UTF_8);
    DefaultFullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(answer.status()),
            Unpooled.wrappedBuffer(head ? new byte[0] : body));
    response
        .headers()
        .set(HttpHeaderNames.CONTENT_TYPE, answer.contentType())
        .set(HttpHeaderNames.CONTENT_LENGTH, body.length)
        .set("x-content-type-options", "nosniff");
    if (answer.status() == 401) {
      response.headers().set(HttpHeaderNames.WWW_AUTHENTICATE, "Bearer");
    } else if (answer.status() == 405) {
      response.headers().set(HttpHeaderNames.ALLOW, "GET, HEAD");
    } else if (answer.status() == 426) {
      response.headers().set(HttpHeaderNames.SEC_WEBSOCKET_VERSION, "13");
    }
    boolean keep = HttpUtil.isKeepAlive(request) && answer.status() < 400;
    response
        .headers()
        .set(
            HttpHeaderNames.CONNECTION,
            keep ? HttpHeaderValues.KEEP_ALIVE : HttpHeaderValues.CLOSE);
    ChannelFuture written = ctx.writeAndFlush(response);
    if (!keep) {
      written.addListener(ChannelFutureListener.CLOSE);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (!(cause instanceof IOException) && !(cause instanceof ReadTimeoutException)) {
      LOG.warn("An HTTP request could not be served", cause);
    }
    ctx.close();
  }
}
