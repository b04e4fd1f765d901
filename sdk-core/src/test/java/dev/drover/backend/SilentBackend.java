package dev.drover.backend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.drover.ClientOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A backend that takes requests and never answers; it sees when they are given up. */
final class SilentBackend implements AutoCloseable {

  private final ServerSocket server;

  /** Held here: the JDK closes a socket that nobody can reach any more. */
  private final Queue<Socket> accepted = new ConcurrentLinkedQueue<>();

  SilentBackend() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    server.setSoTimeout(10_000);
  }

  ClientOptions options() {
    return StubBackend.options("http://127.0.0.1:" + server.getLocalPort());
  }

  /** The next request, its body included. */
  Call accept() throws IOException {
    Socket socket = server.accept();
    accepted.add(socket);
    socket.setSoTimeout(10_000);
    StringBuilder text = new StringBuilder();
    while (!text.toString().endsWith("}")) {
      int next = socket.getInputStream().read();
      if (next < 0) {
        throw new IOException("ended after " + text);
      }
      text.append((char) next);
    }
    return new Call(socket, text.toString());
  }

  /**
   * A request under way.
   *
   * @param socket its connection
   * @param text head and body
   */
  record Call(Socket socket, String text) {

    /** Waits until the client ends the connection. */
    void awaitEnd() throws IOException {
      try (socket) {
        socket.getInputStream().transferTo(OutputStream.nullOutputStream());
      } catch (SocketException e) {
        return; // A reset is an end as well.
      }
    }

    /** Answers, and ends the connection. */
    void answer(String json) throws IOException {
      String answer =
          "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s"
              .formatted(json.length(), json);
      try (socket) {
        socket.getOutputStream().write(answer.getBytes(ISO_8859_1));
      }
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : accepted) {
      socket.close();
    }
  }
}
