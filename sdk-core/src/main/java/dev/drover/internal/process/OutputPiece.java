package dev.drover.internal.process;

/**
 * A piece of a command's output; it never ends inside a character.
 *
 * @param seq its place, from 0, counting the pieces of both streams
 * @param stderr whether it was written to standard error
 * @param text what was written, carriage returns included
 * @param afterGap whether older pieces, which were asked for, are no longer kept
 */
public record OutputPiece(long seq, boolean stderr, String text, boolean afterGap) {}
