package dev.drover.internal.process;

import java.io.IOException;
import java.io.InputStream;

/**
 * What a command writes to its terminal. Ends when the shell has exited and no process has the
 * terminal open; that alone is no end, because a program may let go of a terminal and open it
 * again.
 */
final class TerminalOutput extends InputStream {

  private final PseudoTerminal terminal;
  private final Process shell;

  TerminalOutput(PseudoTerminal terminal, Process shell) {
    this.terminal = terminal;
    this.shell = shell;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    Pauses pauses = new Pauses();
    boolean wasOver = false;
    while (true) {
      boolean over = !shell.isAlive();
      int n = terminal.read(buffer, offset, length);
      if (n > 0) {
        return n;
      }
      // Twice: the last words may come between the two things of which one look consists.
      if (wasOver) {
        return -1;
      }
      if (over) {
        wasOver = true;
      } else {
        pauses.pause();
      }
    }
  }

  @Override
  public void close() throws IOException {
    terminal.close();
  }
}
