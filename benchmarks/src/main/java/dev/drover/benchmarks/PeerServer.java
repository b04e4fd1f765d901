package dev.drover.benchmarks;

import io.netty.bootstrap.ServerBootstrap;
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
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.flush.FlushConsolidationHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * The server that both sides are measured against: echoes text, and answers {@code list_vms} with a
 * list of about 200 bytes and the request's id. Runs in a JVM of its own, so that what the clients
 * allocate can be told apart. Java-WebSocket's own server would not do: it now and then forgets to
 * write what it was given while it was writing, until the next message comes.
 */
public final class PeerServer extends SimpleChannelInboundHandler<TextWebSocketFrame> {

  private static final String REGISTER = "{\"type\":\"register\"";
  private static final String ID = "\"request_id\":\"";
  private static final String ANSWER =
      "{\"type\":\"list_vms_response\",\"vms\":[{\"vm_id\":\"vm-uuid-1\",\"test_case_id\":\"test1\","
          + "\"status\":\"connected\"},{\"vm_id\":\"vm-uuid-2\",\"test_case_id\":null,"
          + "\"status\":\"connected\"}],\"request_id\":\"";

  private PeerServer() {}

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
    context.writeAndFlush(new TextWebSocketFrame(answer(frame.text())));
  }

  private static String answer(String text) {
    if (text.startsWith(REGISTER)) {
      return "{\"type\":\"registered\",\"extensions\":[\"drover.v1\"]}";
    }
    int id = text.indexOf(ID);
    if (id < 0) {
      return text;
    }
    int start = id + ID.length();
    return ANSWER + text.substring(start, text.indexOf('"', start)) + "\"}";
  }

  private static final class Pipeline extends ChannelInitializer<Channel> {
    @Override
    protected void initChannel(Channel channel) {
      channel
          .pipeline()
          .addLast(new FlushConsolidationHandler(256, true))
          .addLast(new HttpServerCodec())
          .addLast(new HttpObjectAggregator(65_536))
          .addLast(new WebSocketServerProtocolHandler("/"))
          .addLast(new PeerServer());
    }
  }
}
