package dev.drover.internal.process;

import java.io.IOException;
import java.util.Arrays;

/**
 * Types on a command's terminal. There the end of the input is a character, which can come any
 * number of times. It only hands over what was typed since the last line's end; if that is nothing,
 * the program reads nothing, and nothing means the end.
 */
final class Keyboard implements InputWay {

  /** Ctrl-D. */
  private static final byte EOF = 4;

  private final PseudoTerminal terminal;
  private final Process shell;
  private boolean midLine;

  Keyboard(PseudoTerminal terminal, Process shell) {
    this.terminal = terminal;
    this.shell = shell;
  }

  @Override
  public byte[] bytes(byte[] utf8, boolean eof) {
    if (utf8.length > 0) {
      byte last = utf8[utf8.length - 1];
      midLine = last != '\n' && last != '\r' && last != EOF;
    }
    if (!eof) {
      return utf8;
    }
    byte[] typed = Arrays.copyOf(utf8, utf8.length + (midLine ? 2 : 1));
    Arrays.fill(typed, utf8.length, typed.length, EOF);
    midLine = false;
    return typed;
  }

  @Override
  public boolean goesOnAfterEof() {
    return true;
  }

  @Override
  public void write(byte[] bytes) throws IOException {
    Pauses pauses = new Pauses();
    for (int done = 0; done < bytes.length; ) {
      int n = terminal.type(bytes, done);
      done += n;
      if (n > 0) {
        pauses = new Pauses();
      } else if (shell.isAlive()) {
        pauses.pause();
      } else {
        throw new IOException("the command has ended");
      }
    }
  }

  /** Nothing to do: the terminal is given back when no process has it open any more. */
  @Override
  public void close() {}
}
