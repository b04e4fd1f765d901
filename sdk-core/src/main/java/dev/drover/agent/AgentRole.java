package dev.drover.agent;

import dev.drover.internal.session.Connection;
import java.util.Map;
import java.util.Optional;

/**
 * One of the two ways in which a VM is driven: what it says unasked, and how it reads what it is
 * told. Nothing here may block but where it says so.
 */
interface AgentRole {

  /** What the other side is called in messages. */
  String otherSide();

  /** The first message on every connection. */
  byte[] greeting();

  /**
   * Looks at a frame that arrives before the VM counts as registered.
   *
   * @return the other side's words, if the frame refuses the VM
   */
  Optional<String> refusal(byte[] frame);

  /**
   * Reads a message.
   *
   * @param frame UTF-8
   * @param from the connection on which it came
   * @return does what it asks; may wait
   */
  Runnable read(byte[] frame, Connection from);

  /** The VM is registered on a new connection. */
  void onRegistered(Connection now);

  /** That connection is over. */
  void onLost();

  /** A command began to run, or has ended. Called on the engine's threads. */
  void commandsChanged();

  /** Tells the VM's state, for whoever is interested; may wait. */
  void sendState(Map<String, Object> state);
}
