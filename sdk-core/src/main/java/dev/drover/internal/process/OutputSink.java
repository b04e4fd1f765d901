package dev.drover.internal.process;

/**
 * Hears one command's output. Calls come one at a time, in order, on the engine's threads; the end
 * comes once, and last. A call may take its time: while it does, the command is held back as soon
 * as its kept output is full.
 */
public interface OutputSink {

  /**
   * A piece of output.
   *
   * @param piece the next piece
   * @return false if nobody hears any more; the sink is then forgotten
   */
  boolean piece(OutputPiece piece);

  /**
   * Whether this sink wants to hear when the command waits for input. Finding that out costs a look
   * at the command's processes now and then, which is spared if nobody wants to know.
   *
   * @return false, if not overridden; always the same
   */
  default boolean wantsPrompts() {
    return false;
  }

  /**
   * The command waits for input. Told once for each time that it begins to wait; input ends the
   * waiting. A sink that is attached while the command waits hears of it after the pieces. Comes
   * after all pieces that it counts, and only to sinks that want it.
   *
   * @param prompt what it asks
   */
  default void awaitingInput(Prompt prompt) {}

  /**
   * The command has ended.
   *
   * @param end how
   */
  void end(CommandEnd end);
}
