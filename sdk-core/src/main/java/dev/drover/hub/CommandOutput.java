package dev.drover.hub;

/**
 * A piece of a command's output.
 *
 * @param seq its place, from 0, counting the pieces of both streams
 * @param stream where the command wrote it
 * @param text what it wrote; pieces may end anywhere in a line, never inside a character
 */
public record CommandOutput(long seq, Stream stream, String text) {

  /** Where a command writes. */
  public enum Stream {
    /** Standard output, or the terminal. */
    STDOUT,
    /** Standard error. */
    STDERR
  }
}
