package dev.drover.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Streams what an execution says, made ready beforehand so that sending costs next to nothing.
 * {@code subscribe_device} of {@code logs-N} brings N log entries as fast as they are taken, of
 * {@code frames-N} N preview frames of a device {@code screen}, five hundred a second at most.
 */
public final class StreamServer extends SimpleChannelInboundHandler<TextWebSocketFrame> {

  /** How large the picture of a frame is. */
  static final int JPEG_BYTES = 200_000;

  private static final int BATCH = 100;
  private static final long PACE_MICROS = 2000;

  /** With its quotes: {@code unsubscribe_device} asks for nothing. */
  private static final Pattern ASKED =
      Pattern.compile("\"subscribe_device\".*\"(logs|frames)-(\\d+)\"");

  private static final String LOG =
      "{\"type\":\"log_entry\",\"execution_id\":\"550e8400-e29b-41d4-a716-446655440000\","
          + "\"device_id\":\"emulator-5554\",\"level\":\"INFO\","
          + "\"message\":\"Executing ADB command: adb shell input tap 500 800\","
          + "\"module_id\":\"ui_interaction_module\",\"timestamp\":\"2025-01-27T10:30:30Z\"}";

  private static final String BEFORE_BASE64 =
      "{\"type\":\"preview_frame\",\"device_id\":\"screen\","
          + "\"frame_data\":\"data:image/jpeg;base64,";

  private static final ByteBuf LOGS = encoded(LOG, BATCH);
  private static final ByteBuf FRAME = encoded(frame(), 1);

  private StreamServer() {}

  /** How long a preview frame is on the wire. */
  static int frameBytes() {
    return FRAME.readableBytes();
  }

  /** The picture's Base64 in a preview frame as it is on the wire, whose header takes ten bytes. */
  static ByteBuffer base64(byte[] frame) {
    return ByteBuffer.wrap(frame, 10 + BEFORE_BASE64.length(), (JPEG_BYTES + 2) / 3 * 4);
  }

  /**
   * Prints the port when ready, and runs until its standard input ends.
   *
   * @param args none
   * @throws Exception if the server cannot start
   */
  public static void main(String[] args) throws Exception {
    EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    Channel server =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .childHandler(new Pipeline())
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .sync()
            .channel();
    System.out.println(((InetSocketAddress) server.localAddress()).getPort());
    while (System.in.read() >= 0) {
      // Nothing is said to it; the end is what counts.
    }
    loops.shutdownGracefully().sync();
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, TextWebSocketFrame frame) {
    Matcher asked = ASKED.matcher(frame.text());
    if (asked.find()) {
      int count = Integer.parseInt(asked.group(2));
      if (asked.group(1).equals("logs")) {
        logs(context, count / BATCH);
      } else {
        frames(context, count);
      }
    }
  }

  /** The next batch when the one before is out: nothing piles up here. */
  private static void logs(ChannelHandlerContext context, int batches) {
    if (batches > 0) {
      context
          .writeAndFlush(LOGS.retainedDuplicate())
          .addListener(sent -> logs(context, batches - 1));
    }
  }

  private static void frames(ChannelHandlerContext context, int count) {
    if (count > 0) {
      context.writeAndFlush(FRAME.retainedDuplicate());
      context
          .executor()
          .schedule(() -> frames(context, count - 1), PACE_MICROS, TimeUnit.MICROSECONDS);
    }
  }

  private static String frame() {
    byte[] jpeg = new byte[JPEG_BYTES];
    new Random(1).nextBytes(jpeg);
    return BEFORE_BASE64
        + Base64.getEncoder().encodeToString(jpeg)
        + "\",\"width\":1080,\"height\":1920,\"timestamp\":\"2025-01-27T10:30:30.500Z\"}";
  }

  /** A text as WebSocket frames, several times (RFC 6455, section 5.2). */
  private static ByteBuf encoded(String text, int times) {
    byte[] payload = text.getBytes(UTF_8);
    ByteBuf out = Unpooled.directBuffer();
    for (int i = 0; i < times; i++) {
      out.writeByte(0x81);
      if (payload.length < 0x10000) {
        out.writeByte(126).writeShort(payload.length);
      } else {
        out.writeByte(127).writeLong(payload.length);
      }
      out.writeBytes(payload);
    }
    return Unpooled.unreleasableBuffer(out);
  }

  private static final class Pipeline extends ChannelInitializer<Channel> {
    @Override
    protected void initChannel(Channel channel) {
      channel
          .pipeline()
          .addLast(new HttpServerCodec())
          .addLast(new HttpObjectAggregator(65_536))
          .addLast(
              new WebSocketServerProtocolHandler(
                  WebSocketServerProtocolConfig.newBuilder()
                      .websocketPath("/")
                      .checkStartsWith(true)
                      .build()))
          .addLast(new StreamServer());
    }
  }
}
