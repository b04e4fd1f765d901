package dev.drover.examples.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** How a VM's commands get at this JVM's browser: each is a process, a request of curl's. */
final class CommandDoor implements AutoCloseable {

  private final HttpServer server;
  private final String path = "/" + UUID.randomUUID(); // nobody else on this machine shall knock
  private final UnaryOperator<String> commands;

  private CommandDoor(HttpServer server, UnaryOperator<String> commands) {
    this.server = server;
    this.commands = commands;
  }

  static CommandDoor to(UnaryOperator<String> commands) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    CommandDoor door = new CommandDoor(server, commands);
    server.createContext(door.path, door::answer);
    server.start();
    return door;
  }

  String shellLine(String command) {
    return "curl -sS --fail-with-body --data-binary '%s' http://127.0.0.1:%d%s"
        .formatted(command.replace("'", "'\\''"), server.getAddress().getPort(), path);
  }

  private void answer(HttpExchange exchange) throws IOException {
    int status = 200;
    String said;
    try {
      said = commands.apply(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
    } catch (RuntimeException e) {
      status = 500; // which curl makes an exit code of
      said = String.valueOf(e.getMessage());
    }
    byte[] body = (said + "\n").getBytes(UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
