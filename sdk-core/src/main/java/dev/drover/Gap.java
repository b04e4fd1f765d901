package dev.drover;

import java.time.Instant;

/**
 * A stretch of an event stream in which messages were lost, or may have been.
 *
 * @param from when the loss began
 * @param to when the stream was whole again
 * @param cause why, in words
 * @param dropped how many messages are known to be lost; 0 if that cannot be known
 */
public record Gap(Instant from, Instant to, String cause, long dropped) {}
