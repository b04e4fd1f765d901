package dev.drover.internal.process;

import dev.drover.TerminalSize;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.IntFunction;

/** An engine with a manual clock, a short grace, and sinks that remember what they heard. */
final class TestEngine implements CommandWatcher, AutoCloseable {

  final AtomicLong nanos = new AtomicLong();
  final List<String> watched = new CopyOnWriteArrayList<>();
  final CommandEngine engine;
  private final AtomicInteger ids = new AtomicInteger();

  TestEngine() {
    this(Path.of("").toAbsolutePath(), 16, 1 << 20);
  }

  TestEngine(Path directory, int maxCommands, int keptOutputBytes) {
    this(directory, maxCommands, keptOutputBytes, Duration.ofMillis(300));
  }

  private TestEngine(Path directory, int maxCommands, int keptOutputBytes, Duration grace) {
    this(directory, maxCommands, keptOutputBytes, grace, InputProbe::of);
  }

  private TestEngine(
      Path directory,
      int maxCommands,
      int keptOutputBytes,
      Duration grace,
      Function<Shell, InputProbe> probes) {
    engine =
        new CommandEngine(
            new EngineSettings(
                directory,
                Map.of("GREETING", "hello"),
                maxCommands,
                keptOutputBytes,
                grace,
                nanos::get),
            this,
            probes);
  }

  static TestEngine keeping(int bytes) {
    return new TestEngine(Path.of("").toAbsolutePath(), 16, bytes);
  }

  static TestEngine withGrace(Duration grace) {
    return new TestEngine(Path.of("").toAbsolutePath(), 16, 1 << 20, grace);
  }

  /** An engine that finds out whether commands read by this probe. */
  static TestEngine probing(InputProbe probe) {
    return new TestEngine(
        Path.of("").toAbsolutePath(), 16, 1 << 20, Duration.ofMillis(300), shell -> probe);
  }

  /** A spec with an id of its own. */
  CommandSpec spec(String line) {
    return CommandSpec.of("c" + ids.incrementAndGet(), line);
  }

  /** A spec of a command on a terminal. */
  CommandSpec spec(String line, TerminalSize size) {
    return new CommandSpec("c" + ids.incrementAndGet(), line, null, Map.of(), null, true, size);
  }

  RecordingSink start(String line) throws CommandException {
    return start(spec(line), new RecordingSink());
  }

  RecordingSink start(CommandSpec spec, RecordingSink sink) throws CommandException {
    sink.commandId = spec.id();
    engine.start(spec, "first", sink, () -> {});
    return sink;
  }

  /** Runs a command to its end. */
  RecordingSink run(String line) throws CommandException {
    RecordingSink sink = start(line);
    sink.awaitEnd();
    return sink;
  }

  RecordingSink attach(String commandId, long fromSeq) throws CommandException {
    RecordingSink sink = new RecordingSink();
    sink.commandId = commandId;
    engine.attach(commandId, fromSeq, sink, sink);
    return sink;
  }

  @Override
  public void started(CommandSpec spec, int running, IntFunction<String> tail) {
    watched.add("started " + spec.line() + ", " + running + " running");
  }

  @Override
  public void ended(CommandSpec spec, int running, CommandEnd end) {
    watched.add("ended " + spec.line() + ", " + running + " running");
  }

  @Override
  public void close() {
    engine.close();
  }
}
