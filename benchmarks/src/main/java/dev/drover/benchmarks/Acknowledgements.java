package dev.drover.benchmarks;

import dev.drover.ClientOptions;
import dev.drover.runner.RunnerClient;
import io.socket.client.Ack;
import io.socket.client.IO;
import io.socket.client.Socket;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Socket.IO's emit with acknowledgement through Drover, beside {@code io.socket:socket.io-client},
 * at the same npm server. Rounds are interleaved; the figure is the median of the rounds' ratios.
 */
public final class Acknowledgements {

  private static final int ROUNDS = 15;
  private static final int WARM_UP = 5;
  private static final int TRIPS = 2_000;
  private static final String TOKEN = "good";
  private static final String PAYLOAD = "x".repeat(200);

  private Acknowledgements() {}

  /** One way to ask and wait for the answer. */
  private interface Trip {
    void make() throws Exception;
  }

  /**
   * Measures, prints a table and keeps it as JSON.
   *
   * @param args where to keep it; {@code target/acknowledgements.json} if nothing is said
   * @throws Exception if a side fails
   */
  public static void main(String[] args) throws Exception {
    Optional<NpmServer> started = NpmServer.start();
    if (started.isEmpty()) {
      System.out.println("acknowledgements: not measured, node or npm is not here");
      return;
    }
    Report report = new Report("Socket.IO's emit with acknowledgement, at an npm server");
    try (NpmServer server = started.get();
        RunnerClient drover =
            RunnerClient.connect(ClientOptions.of(server.address()).token(TOKEN))) {
      Socket socket = connected(server.address());
      measure(report, () -> ask(socket), () -> drover.emitWithAck("echo", PAYLOAD));
      socket.disconnect();
    }
    report.print();
    report.save(Path.of(args.length > 0 ? args[0] : "target/acknowledgements.json"));
    // The other client's threads are no daemons.
    System.exit(0);
  }

  private static Socket connected(String address) throws Exception {
    IO.Options options = new IO.Options();
    options.auth = Map.of("token", TOKEN);
    // As Drover's client, without polling first.
    options.transports = new String[] {"websocket"};
    Socket socket = IO.socket(address, options);
    CountDownLatch connected = new CountDownLatch(1);
    socket.on(Socket.EVENT_CONNECT, ignored -> connected.countDown());
    socket.connect();
    if (!connected.await(30, TimeUnit.SECONDS)) {
      throw new TimeoutException("socket.io-client did not connect");
    }
    return socket;
  }

  private static void ask(Socket socket) throws Exception {
    CountDownLatch done = new CountDownLatch(1);
    Ack acknowledge = ignored -> done.countDown();
    socket.emit("echo", new Object[] {PAYLOAD}, acknowledge);
    if (!done.await(10, TimeUnit.SECONDS)) {
      throw new TimeoutException("no acknowledgement");
    }
  }

  private static void measure(Report report, Trip theirs, Trip ours) throws Exception {
    for (int i = 0; i < WARM_UP; i++) {
      p50(theirs);
      p50(ours);
    }
    double[] ratios = new double[ROUNDS];
    double[] micros = new double[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      micros[i] = p50(theirs) / 1e3;
      ratios[i] = p50(ours) / 1e3 / micros[i];
    }
    report.note("socket.io-client 2.1.2, p50", Medians.of(micros), "µs");
    report.add("emit with acknowledgement, p50", Medians.of(ratios), 0.35, "× theirs", false);
  }

  private static double p50(Trip trip) throws Exception {
    double[] nanos = new double[TRIPS];
    for (int i = 0; i < TRIPS; i++) {
      long start = System.nanoTime();
      trip.make();
      nanos[i] = System.nanoTime() - start;
    }
    return Medians.of(nanos);
  }
}
