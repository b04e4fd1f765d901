package dev.drover.benchmarks;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Requests with a typed answer through Drover, beside the echo of a plain Java-WebSocket client on
 * the same server. Rounds are interleaved; each figure is the median of the rounds' ratios.
 */
public final class RequestResponse {

  private static final int ROUNDS = 15;
  private static final int TRIPS = 4_000;
  private static final int FLOOD = 60_000;

  private RequestResponse() {}

  /**
   * Measures, prints a table and keeps it as JSON.
   *
   * @param args where to keep it; {@code target/request-response.json} if nothing is said
   * @throws Exception if a side fails
   */
  public static void main(String[] args) throws Exception {
    Report report = new Report("requests with a typed answer, against a plain text echo");
    Process server = Servers.start(PeerServer.class);
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
      int port = Integer.parseInt(out.readLine());
      try (Contender echo = new PlainEcho(port);
          Contender typed = new TypedRequests(port, false);
          Contender inline = new TypedRequests(port, true)) {
        warmUp(echo, typed, inline);
        latency(report, "round trip, 200 B, p50", echo, typed, 1.0);
        latency(report, "round trip, 200 B, p50, completed inline", echo, inline, 0.9);
        throughput(report, 64, echo, typed, 1.6);
        throughput(report, 512, echo, typed, 2.0);
        report.add(
            "allocated per request",
            Allocation.perCall(typed::roundTrip, 20_000),
            3072,
            "B",
            false);
      }
    } finally {
      server.destroy();
    }
    report.print();
    report.save(Path.of(args.length > 0 ? args[0] : "target/request-response.json"));
  }

  private static void warmUp(Contender... contenders) throws Exception {
    for (int i = 0; i < 5; i++) {
      for (Contender contender : contenders) {
        p50(contender);
        contender.pipelined(FLOOD, 64);
      }
    }
  }

  private static void latency(
      Report report, String name, Contender peer, Contender ours, double goal) throws Exception {
    double[] ratios = new double[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      double theirs = p50(peer);
      ratios[i] = p50(ours) / theirs;
    }
    report.add(name, Medians.of(ratios), goal, "× echo", false);
  }

  private static void throughput(
      Report report, int inFlight, Contender peer, Contender ours, double goal) throws Exception {
    double[] ratios = new double[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      double theirs = seconds(peer, inFlight);
      ratios[i] = theirs / seconds(ours, inFlight);
    }
    report.add(
        "requests per second, " + inFlight + " in flight",
        Medians.of(ratios),
        goal,
        "× echo",
        true);
  }

  private static double seconds(Contender contender, int inFlight) throws Exception {
    long start = System.nanoTime();
    contender.pipelined(FLOOD, inFlight);
    return (System.nanoTime() - start) / 1e9;
  }

  private static double p50(Contender contender) throws Exception {
    double[] nanos = new double[TRIPS];
    for (int i = 0; i < TRIPS; i++) {
      long start = System.nanoTime();
      contender.roundTrip();
      nanos[i] = System.nanoTime() - start;
    }
    return Medians.of(nanos);
  }
}
