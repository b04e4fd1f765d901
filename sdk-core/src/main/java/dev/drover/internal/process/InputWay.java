package dev.drover.internal.process;

import java.io.IOException;
import java.io.OutputStream;

/** The way by which a command gets its input. */
interface InputWay {

  /**
   * What to write.
   *
   * @param utf8 the input
   * @param eof whether the command shall see the end of its input after it
   */
  byte[] bytes(byte[] utf8, boolean eof);

  /** Whether more can be written after an end. */
  boolean goesOnAfterEof();

  /** Writes; blocks until the command, or the system on its behalf, has taken it. */
  void write(byte[] bytes) throws IOException;

  /** Lets the command see the end, for good. Never called during a write. */
  void close() throws IOException;

  /** Through a pipe, whose end is that of the input. */
  static InputWay pipe(OutputStream pipe) {
    return new InputWay() {
      @Override
      public byte[] bytes(byte[] utf8, boolean eof) {
        return utf8;
      }

      @Override
      public boolean goesOnAfterEof() {
        return false;
      }

      @Override
      public void write(byte[] bytes) throws IOException {
        pipe.write(bytes);
        pipe.flush();
      }

      @Override
      public void close() throws IOException {
        pipe.close();
      }
    };
  }
}
