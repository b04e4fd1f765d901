package dev.drover.internal.process;

import java.util.function.IntFunction;

/**
 * A command's wait for input.
 *
 * @param text the last line of its output, which is its question if it has asked one; may be empty
 * @param pieces how many pieces of output there are by now
 * @param truncated whether the oldest of the output before it is no longer kept
 * @param tail gives the newest output, at most so many bytes of UTF-8
 */
public record Prompt(String text, long pieces, boolean truncated, IntFunction<String> tail) {}
