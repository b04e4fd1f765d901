package dev.drover.execution;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A cable to a server, in which bytes can vanish while both ends believe it whole. */
final class HalfOpen implements AutoCloseable {

  private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final URI target;
  private volatile int swallowed;

  HalfOpen(String target) throws IOException {
    this.target = URI.create(target);
    run(this::accept);
  }

  String uri() {
    return "ws://127.0.0.1:" + door.getLocalPort();
  }

  /** What goes through the connections of now arrives no more; later ones are whole. */
  void swallow() {
    swallowed = sockets.size();
  }

  @Override
  public void close() throws IOException {
    door.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  private void accept() throws IOException {
    while (true) {
      Socket near = door.accept();
      Socket far = new Socket(target.getHost(), target.getPort());
      int number = sockets.size();
      sockets.add(near);
      sockets.add(far);
      run(() -> copy(near.getInputStream(), far.getOutputStream(), number));
      run(() -> copy(far.getInputStream(), near.getOutputStream(), number));
    }
  }

  private void copy(InputStream in, OutputStream out, int number) throws IOException {
    byte[] buffer = new byte[8192];
    int count;
    while ((count = in.read(buffer)) >= 0) {
      if (number >= swallowed) {
        out.write(buffer, 0, count);
      }
    }
    out.close();
  }

  private static void run(Task task) {
    Thread thread =
        new Thread(
            () -> {
              try {
                task.run();
              } catch (IOException e) {
                // The test is over, or one end has gone.
                Thread.currentThread().interrupt();
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  private interface Task {
    void run() throws IOException;
  }
}
