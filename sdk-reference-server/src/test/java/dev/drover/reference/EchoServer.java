package dev.drover.reference;

import dev.drover.internal.socketio.Arguments;
import dev.drover.internal.socketio.EnginePacket;
import dev.drover.internal.socketio.SocketPacket.Event;
import dev.drover.reference.internal.engineio.EngineOptions;
import dev.drover.reference.internal.engineio.EngineProtocol;
import dev.drover.reference.internal.engineio.EngineServer;
import dev.drover.reference.internal.engineio.EngineSession;
import dev.drover.reference.internal.fault.FaultRules;
import dev.drover.reference.internal.journal.RecordingJournal;
import dev.drover.reference.internal.peer.PeerIds;
import dev.drover.reference.internal.socketio.Namespace;
import dev.drover.reference.internal.socketio.SocketConnection;
import dev.drover.reference.internal.socketio.SocketServer;
import dev.drover.reference.internal.web.Routes;
import dev.drover.reference.internal.web.WebServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The echo servers that the official protocol suites ask for: Engine.IO at {@code /engine.io/},
 * Socket.IO at {@code /socket.io/}. Its main serves on port 3000 until its input ends.
 */
final class EchoServer implements AutoCloseable {

  static final int MAX_PAYLOAD = 1_000_000;

  private static final ServerOptions OPTIONS =
      ServerOptions.defaults().withMaxFrameBytes(MAX_PAYLOAD);

  private final PeerIds ids = new PeerIds();
  private final RecordingJournal journal = new RecordingJournal(Optional.empty());
  private final EngineOptions engine;
  private final WebServer web;

  EchoServer(int port, Duration pingInterval, Duration pingTimeout) {
    engine = new EngineOptions(pingInterval, pingTimeout, MAX_PAYLOAD, 1 << 20);
    Routes routes = new Routes();
    add(routes, "/engine.io/", new Object(), new Echo());
    Object lock = new Object();
    SocketServer sockets =
        new SocketServer(lock, Duration.ofSeconds(10), MAX_PAYLOAD)
            .with("/", new EchoNamespace())
            .with("/custom", new EchoNamespace());
    add(routes, "/socket.io/", lock, sockets);
    web = WebServer.start(OPTIONS.withPort(port), routes, journal, new FaultRules(), ids);
  }

  private void add(Routes routes, String path, Object lock, EngineProtocol protocol) {
    EngineServer server = new EngineServer(lock, engine, protocol, ids, journal);
    routes
        .socket(path, server::socketRefusal, server::socket)
        .any(path, server::answer)
        .notForStrangers(path);
  }

  int port() {
    return web.port();
  }

  @Override
  public void close() {
    web.close();
  }

  private static final class Echo implements EngineProtocol {
    @Override
    public void opened(EngineSession session) {}

    @Override
    public void message(EngineSession session, EnginePacket message) {
      session.send(List.of(message));
    }

    @Override
    public void closed(EngineSession session, String why) {}

    @Override
    public String typeOf(EnginePacket message) {
      return "";
    }

    @Override
    public byte[] journaled(EnginePacket message) {
      return message.data();
    }
  }

  private static final class EchoNamespace implements Namespace {
    private final Map<SocketConnection, String> auths = new HashMap<>();

    @Override
    public Optional<String> refusal(SocketConnection socket, @Nullable String auth) {
      auths.put(socket, auth == null ? "{}" : auth);
      return Optional.empty();
    }

    @Override
    public void connected(SocketConnection socket) {
      String auth = auths.getOrDefault(socket, "");
      socket.emit("auth", Arguments.ofJson(auth.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public void event(SocketConnection socket, Event event) {
      Long id = event.id();
      if (event.name().equals("message")) {
        socket.emit("message-back", event.arguments());
      } else if (event.name().equals("message-with-ack") && id != null) {
        socket.acknowledge(id, event.arguments());
      }
    }

    @Override
    public void disconnected(SocketConnection socket, String why) {
      auths.remove(socket);
    }
  }

  /** The port, if not 3000, is the argument. */
  public static void main(String[] args) throws IOException {
    int port = args.length == 0 ? 3000 : Integer.parseInt(args[0]);
    try (EchoServer server = new EchoServer(port, Duration.ofMillis(300), Duration.ofMillis(200))) {
      System.out.println("ready on " + server.port());
      while (System.in.read() >= 0) {
        // Until the input ends.
      }
    }
  }
}
