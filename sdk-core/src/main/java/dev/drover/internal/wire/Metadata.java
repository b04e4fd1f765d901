package dev.drover.internal.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The {@code metadata} of command messages, as the VM agent documents and {@code drover.v1} have
 * it. Times are seconds since the epoch, durations seconds.
 *
 * @param commandId the command
 * @param command its line
 * @param outputType {@code output}, or {@code complete} where the message is the exit code
 * @param seq the piece's number, from 0; in a final message, how many pieces there were
 * @param stream {@code stdout} or {@code stderr}
 * @param exitCode the process's exit code
 * @param executionTime how long it ran, in seconds
 * @param truncated whether older output was dropped
 * @param success whether a stop found the command running
 * @param timestamp when it was sent
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Metadata(
    @Nullable String commandId,
    @Nullable String command,
    @Nullable String outputType,
    @Nullable Long seq,
    @Nullable String stream,
    @Nullable Integer exitCode,
    @Nullable Double executionTime,
    @Nullable Boolean truncated,
    @Nullable Boolean success,
    @Nullable Double timestamp) {

  /**
   * Metadata that only names a command.
   *
   * @param commandId the command
   * @return the metadata
   */
  public static Metadata ofCommand(String commandId) {
    return new Metadata(commandId, null, null, null, null, null, null, null, null, null);
  }
}
