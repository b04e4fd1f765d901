package dev.drover.reference.internal.web;

import dev.drover.DroverException;
import dev.drover.reference.ServerOptions;
import dev.drover.reference.internal.fault.FaultRules;
import dev.drover.reference.internal.journal.RecordingJournal;
import dev.drover.reference.internal.peer.PeerIds;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.netty.handler.timeout.IdleStateHandler;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** HTTP and WebSocket on one port. */
public final class WebServer implements AutoCloseable {

  private static final int MAX_FLUSHES = 256;
  private static final int BACKLOG = 1024;
  private static final Duration GOODBYE = Duration.ofSeconds(1);

  private final EventLoops loops = new EventLoops();
  private final Set<Channel> channels = ConcurrentHashMap.newKeySet();
  private final NioServerSocketChannel listening = new NioServerSocketChannel();
  private final Connections connections = new Connections();
  private final ServerContext server;

  private WebServer(
      ServerOptions options,
      Routes routes,
      RecordingJournal journal,
      FaultRules faults,
      PeerIds ids) {
    this.server = new ServerContext(options, routes, journal, faults, ids, connections);
    faults.cutWith(connections::cut);
  }

  /**
   * Starts to listen.
   *
   * @throws DroverException if the address cannot be listened on
   */
  public static WebServer start(
      ServerOptions options,
      Routes routes,
      RecordingJournal journal,
      FaultRules faults,
      PeerIds ids) {
    WebServer web = new WebServer(options, routes, journal, faults, ids);
    try {
      web.listen();
      return web;
    } catch (Exception e) {
      web.close();
      throw new DroverException(
          "cannot listen on %s:%d: %s; choose another port, or 0 for any that is free"
              .formatted(options.host(), options.port(), e.getMessage()),
          e);
    }
  }

  private void listen() throws Exception {
    ServerOptions options = server.options();
    listening.config().setOption(ChannelOption.SO_BACKLOG, BACKLOG);
    listening.pipeline().addLast(new Acceptor());
    loops.acceptor().register(listening).sync();
    InetSocketAddress address = new InetSocketAddress(options.host(), options.port());
    if (address.isUnresolved()) {
      throw new IllegalArgumentException("this machine knows no '" + options.host() + "'");
    }
    listening.bind(address).sync();
    long interval = Math.min(1_000, Math.max(1, smallestTimeout(options).toMillis() / 4));
    loops
        .acceptor()
        .scheduleWithFixedDelay(connections::check, interval, interval, TimeUnit.MILLISECONDS);
  }

  private static Duration smallestTimeout(ServerOptions options) {
    Duration idle = options.idleTimeout();
    Duration slow = options.slowPeerTimeout();
    return idle.compareTo(slow) < 0 ? idle : slow;
  }

  /** Hands every new connection to a worker. */
  private final class Acceptor extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
      Channel channel = (Channel) msg;
      channel.config().setOption(ChannelOption.TCP_NODELAY, true);
      prepare(channel.pipeline());
      channels.add(channel);
      channel.closeFuture().addListener(closed -> channels.remove(channel));
      loops.nextWorker().register(channel);
    }

    /** Accepting goes on: a process out of file descriptors may have some again soon. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      listening.config().setAutoRead(false);
      ctx.executor().schedule(() -> listening.config().setAutoRead(true), 1, TimeUnit.SECONDS);
    }
  }

  private void prepare(ChannelPipeline pipeline) {
    long patience = server.options().registrationTimeout().toMillis();
    pipeline.addLast(
        new FlushConsolidationHandler(MAX_FLUSHES, true),
        new FaultGate(),
        new HttpServerCodec(),
        new BodyAggregator(server.options().maxFrameBytes()),
        new IdleStateHandler(true, 0, 0, patience, TimeUnit.MILLISECONDS),
        new HttpHandler(server));
  }

  /** The port that is listened on. */
  public int port() {
    return listening.localAddress().getPort();
  }

  /** Says goodbye to everybody and ends; takes a few seconds at most. Idempotent. */
  @Override
  public void close() {
    listening.close();
    if (!loops.onLoop()) {
      connections.closeAll(GOODBYE);
    }
    channels.forEach(Channel::close);
    loops.shutdown();
  }
}
