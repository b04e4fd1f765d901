package dev.drover.reference.internal.web;

import dev.drover.reference.internal.http.HttpAnswer;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker13;
import io.netty.handler.timeout.IdleStateHandler;
import org.jspecify.annotations.Nullable;

/** Turns an HTTP connection into a WebSocket. */
final class Upgrade {

  private Upgrade() {}

  static boolean isAskedFor(FullHttpRequest request) {
    return request
        .headers()
        .containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true);
  }

  /** From here on, registration has its own time limit. */
  static void prepare(ChannelHandlerContext ctx) {
    ctx.pipeline().remove(IdleStateHandler.class);
  }

  static void perform(
      ChannelHandlerContext ctx,
      FullHttpRequest request,
      PeerConnection connection,
      HttpHandler http,
      int maxFrameBytes) {
    ChannelPipeline pipeline = ctx.pipeline();
    ChannelPromise done = ctx.newPromise();
    done.addListener(
        future -> {
          if (future.isSuccess() && ctx.channel().isActive()) {
            connection.open(pipeline.context(connection));
          } else {
            ctx.close();
          }
        });
    new WebSocketServerHandshaker13("", null, decoding(maxFrameBytes))
        .handshake(ctx.channel(), request, EmptyHttpHeaders.INSTANCE, done);
    pipeline.addLast(new WebSocketFrameAggregator(maxFrameBytes), connection);
    pipeline.remove(http);
  }

  /** Why a request is no handshake; null if it is one. */
  static @Nullable HttpAnswer refusal(FullHttpRequest request) {
    if (!request.headers().contains(HttpHeaderNames.SEC_WEBSOCKET_VERSION, "13", true)) {
      return HttpAnswer.error(426, "UPGRADE_REQUIRED", "only WebSocket version 13 is spoken here")
          .with("upgrade", "websocket");
    }
    if (!request.method().equals(HttpMethod.GET)
        || !request.headers().contains(HttpHeaderNames.SEC_WEBSOCKET_KEY)) {
      return HttpAnswer.error(400, "BAD_REQUEST", "this is no WebSocket handshake");
    }
    return null;
  }

  private static WebSocketDecoderConfig decoding(int maxFrameBytes) {
    // Text is checked when it is whole, and goodbyes after a violation are this server's own.
    return WebSocketDecoderConfig.newBuilder()
        .maxFramePayloadLength(maxFrameBytes)
        .closeOnProtocolViolation(false)
        .withUTF8Validator(false)
        .build();
  }
}
