package dev.drover.internal.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * What a {@link CommandEngine} may do.
 *
 * @param workingDirectory where commands start
 * @param env environment variables in addition to this process's own
 * @param maxCommands how many commands may run at once
 * @param keptOutputBytes how much of each command's output is kept, the newest
 * @param stopGrace how long a stopped process tree has before it is killed
 * @param nanoClock a clock like {@link System#nanoTime()}: decides how long ended commands are kept
 */
public record EngineSettings(
    Path workingDirectory,
    Map<String, String> env,
    int maxCommands,
    int keptOutputBytes,
    Duration stopGrace,
    LongSupplier nanoClock) {}
