package dev.drover.agent;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the answers to one request go, in the words of the protocol by which it came. All methods
 * may wait for a peer that reads slowly, and drop the answer if the connection is over.
 */
interface ReplyTo {

  /** The request's id, which the answers repeat; null if it has none. */
  @Nullable String requestId();

  /** The largest message that can be sent. */
  int maxFrameBytes();

  /**
   * What hears a command's output.
   *
   * @param commandId the command
   * @param fromSeq the first piece that it will hear
   */
  CommandSink sink(String commandId, long fromSeq);

  /** A command was asked to stop. */
  void stopped(String commandId, boolean wasRunning);

  /** A command was given input. */
  void inputTaken(String commandId);

  /** The VM is there. */
  void pong();

  /** The VM's state, as {@link SystemInfo#status} has it. */
  void status(Map<String, Object> metadata);

  /** The VM's system, as {@link SystemInfo#info} has it. */
  void systemInfo(Map<String, Object> metadata);

  /** A picture, as Base64. */
  void screenshot(String picture);

  /**
   * A request cannot be met.
   *
   * @param code one of {@link dev.drover.ErrorCodes}
   * @param message why, and what to do
   * @param commandId the command it is about, if it is about one
   */
  void refuse(String code, String message, @Nullable String commandId);

  /**
   * Names the sink of this request among those of its command: a request with the same id takes the
   * place of an earlier one.
   */
  default Object key(String commandId) {
    String id = requestId();
    return id == null ? commandId : id;
  }
}
