package dev.drover.runner;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An event as it came, of whatever name. */
public interface SocketEvent {

  /** Its name. */
  String name();

  /** Its arguments as a JSON array, without the name. */
  String json();

  /**
   * Its arguments, each as JSON, with {@code {"_placeholder":true,"num":n}} where the n-th
   * attachment belongs.
   */
  List<String> arguments();

  /** Its binary parts. */
  List<byte[]> attachments();

  /** Whether the server waits for an acknowledgement. */
  boolean wantsAcknowledgement();

  /**
   * Answers the event. Only the first answer is sent, and only if one is wanted and the connection
   * is there.
   *
   * @param arguments as for {@link RunnerClient#emit}
   * @return whether it was sent
   */
  boolean acknowledge(@Nullable Object... arguments);
}
