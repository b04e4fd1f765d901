package dev.drover.internal.process;

import java.time.Duration;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * How a command ended.
 *
 * @param exitCode the shell's exit code; 128 and the signal's number if one ended it
 * @param timeout the timeout that stopped the command, or null if it ended otherwise
 * @param ran from start to exit
 * @param pieces how many pieces of output there were
 * @param truncated whether older output is no longer kept
 * @param tail gives the newest output, at most so many bytes of UTF-8
 */
public record CommandEnd(
    int exitCode,
    @Nullable Duration timeout,
    Duration ran,
    long pieces,
    boolean truncated,
    IntFunction<String> tail) {}
