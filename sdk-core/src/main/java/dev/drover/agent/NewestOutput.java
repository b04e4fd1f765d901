package dev.drover.agent;

import java.util.function.IntFunction;

/** As much of a command's newest output as fits into a message. */
final class NewestOutput {

  private static final int SMALLEST = 1024;

  private NewestOutput() {}

  /** Makes a message with output in it. */
  interface Words {
    /**
     * The whole message.
     *
     * @param output the newest output
     * @param cut whether there would have been more
     */
    byte[] with(String output, boolean cut);
  }

  /**
   * Makes a message that can be sent.
   *
   * @param tail gives the newest output
   * @param mostBytes of output in the message
   * @param maxFrameBytes of the message
   * @param words makes it; asked more than once if the output must be made shorter
   */
  static byte[] fit(IntFunction<String> tail, int mostBytes, int maxFrameBytes, Words words) {
    int bytes = mostBytes;
    boolean cut = false;
    while (true) {
      byte[] frame = words.with(tail.apply(bytes), cut);
      if (frame.length <= maxFrameBytes || bytes <= SMALLEST) {
        return frame;
      }
      bytes /= 2;
      cut = true;
    }
  }
}
