package dev.drover.reference.internal.web;

import dev.drover.reference.internal.http.HttpAnswer;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.util.concurrent.TimeUnit;

/** Writes answers. */
final class HttpResponses {

  private static final long GOODBYE_MILLIS = 1_000;

  private HttpResponses() {}

  /** Where an answer goes: what must still be known of the request when it is answered later. */
  record Form(boolean head, boolean keepAlive) {
    static Form of(HttpRequest request) {
      return new Form(request.method().equals(HttpMethod.HEAD), HttpUtil.isKeepAlive(request));
    }

    Form ending() {
      return new Form(head, false);
    }
  }

  static void write(ChannelHandlerContext ctx, Form form, HttpAnswer answer) {
    byte[] body = answer.body();
    DefaultFullHttpResponse response =
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(answer.status()),
            form.head() ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(body));
    HttpHeaders headers = response.headers();
    answer.headers().forEach(headers::set);
    headers
        .set(HttpHeaderNames.CONTENT_TYPE, answer.contentType())
        .set(HttpHeaderNames.CONTENT_LENGTH, body.length)
        .set("x-content-type-options", "nosniff")
        .set(
            HttpHeaderNames.CONNECTION,
            form.keepAlive() ? HttpHeaderValues.KEEP_ALIVE : HttpHeaderValues.CLOSE);
    if (answer.status() == 401) {
      headers.set(HttpHeaderNames.WWW_AUTHENTICATE, "Bearer");
    } else if (answer.status() == 426) {
      headers.set(HttpHeaderNames.SEC_WEBSOCKET_VERSION, "13");
    }
    ChannelFutureListener written = form.keepAlive() ? done -> {} : done -> end(ctx);
    ctx.writeAndFlush(response).addListener(written);
  }

  /** Closing while the rest of a request still comes would be a reset, and lose the answer. */
  private static void end(ChannelHandlerContext ctx) {
    if (ctx.channel().isActive()) {
      ((DuplexChannel) ctx.channel()).shutdownOutput();
      ctx.executor().schedule(() -> ctx.close(), GOODBYE_MILLIS, TimeUnit.MILLISECONDS);
    }
  }
}
