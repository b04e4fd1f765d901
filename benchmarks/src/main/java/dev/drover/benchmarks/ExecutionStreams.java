package dev.drover.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import dev.drover.benchmarks.BareSocket.Use;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Log entries and preview frames through Drover, beside a plain Java-WebSocket client with Jackson
 * on the same server. Rounds are interleaved; each figure is the median of the rounds' ratios. CPU
 * is that of the whole process, so that reading the socket and collecting garbage count.
 */
public final class ExecutionStreams {

  /** Short and many rather than long: what else the machine does then meets both sides alike. */
  private static final int ROUNDS = 9;

  /** Until compilers have done with both sides, whose work counts as CPU time, too. */
  private static final int WARM_UP = 8;

  private static final int LOGS = 100_000;

  /** The clock of a process's CPU ticks a hundred times a second: a tick is 10 µs a frame. */
  private static final int FRAMES = 1000;

  private static final int WARM_UP_FRAMES = 200;
  private static final int KEPT = 100;

  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private ExecutionStreams() {}

  /**
   * Measures, prints a table and keeps it as JSON.
   *
   * @param args where to keep it; {@code target/execution-streams.json} if nothing is said
   * @throws Exception if a side fails
   */
  public static void main(String[] args) throws Exception {
    Report report = new Report("log entries and preview frames, against a plain client");
    Process server = Servers.start(StreamServer.class);
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
      int port = Integer.parseInt(out.readLine());
      try (Monitor plain = new PlainMonitor(port);
          DroverMonitor drover = new DroverMonitor(port, false);
          DroverMonitor decoding = new DroverMonitor(port, true);
          Monitor bare = new BareSocket(port, Use.NOTHING);
          Monitor keeping = new BareSocket(port, Use.KEPT);
          Monitor bareDecoding = new BareSocket(port, Use.DECODED)) {
        logs(report, plain, drover);
        double[] ratios = cpu(plain, drover, decoding, bare, keeping, bareDecoding);
        report.add("CPU per 200 KB frame, not decoded", ratios[0], 0.05, "× plain", false);
        report.add("CPU per 200 KB frame, decoded", ratios[1], 0.15, "× plain", false);
        report.note("  of a bare socket that looks at nothing", ratios[2], "× plain");
        report.note("  the same, an array for each frame", ratios[3], "× plain");
        report.note("  the same, decoded by the JDK", ratios[4], "× plain");
        heap(report, drover);
      }
    } finally {
      server.destroy();
    }
    report.print();
    report.save(Path.of(args.length > 0 ? args[0] : "target/execution-streams.json"));
  }

  private static void logs(Report report, Monitor plain, Monitor drover) throws Exception {
    double[] ratios = new double[ROUNDS];
    for (int i = -WARM_UP; i < ROUNDS; i++) {
      double theirs = seconds(plain);
      double ratio = theirs / seconds(drover);
      if (i >= 0) {
        ratios[i] = ratio;
      }
    }
    report.add("log entries per second", Medians.of(ratios), 2.0, "× plain", true);
  }

  /** The others' CPU per frame as parts of the plain client's, all in each round. */
  private static double[] cpu(Monitor plain, Monitor... others) throws Exception {
    double[][] ratios = new double[others.length][ROUNDS];
    for (int i = -WARM_UP; i < ROUNDS; i++) {
      int frames = i < 0 ? WARM_UP_FRAMES : FRAMES;
      double theirs = cpuMicros(plain, frames);
      for (int k = 0; k < others.length; k++) {
        double ratio = cpuMicros(others[k], frames) / theirs;
        if (i >= 0) {
          ratios[k][i] = ratio;
        }
      }
    }
    return Stream.of(ratios).mapToDouble(Medians::of).toArray();
  }

  private static void heap(Report report, DroverMonitor drover) throws Exception {
    int base64 = (StreamServer.JPEG_BYTES + 2) / 3 * 4;
    report.add(
        "heap per frame kept, not decoded",
        kept(() -> drover.keep(KEPT, frame -> frame)) / base64,
        1.1,
        "× Base64",
        false);
    report.add(
        "heap per frame kept, decoded",
        kept(() -> drover.keep(KEPT, frame -> frame.jpeg())) / StreamServer.JPEG_BYTES,
        1.1,
        "× JPEG",
        false);
  }

  private static double seconds(Monitor monitor) throws Exception {
    long start = System.nanoTime();
    monitor.logs(LOGS);
    return (System.nanoTime() - start) / 1e9;
  }

  private static double cpuMicros(Monitor monitor, int count) throws Exception {
    long start = SYSTEM.getProcessCpuTime();
    int frames = monitor.frames(count);
    return (SYSTEM.getProcessCpuTime() - start) / 1e3 / frames;
  }

  private static double kept(Making making) throws Exception {
    long before = used();
    List<?> kept = making.make();
    double each = (used() - before) / (double) kept.size();
    if (kept.size() < KEPT) {
      throw new IllegalStateException("only " + kept.size() + " frames");
    }
    return each;
  }

  private static long used() {
    Runtime runtime = Runtime.getRuntime();
    runtime.gc();
    runtime.gc();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private interface Making {
    List<?> make() throws Exception;
  }
}
