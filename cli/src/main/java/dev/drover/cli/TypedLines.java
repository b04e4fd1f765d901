package dev.drover.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.Attributes.InputFlag;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Terminal;

/**
 * Whole lines, edited and shown by the terminal itself, and looked for without waiting. The end of
 * input cannot be seen that way, so while this is open Ctrl-D ends a line instead, and is part of
 * it.
 */
final class TypedLines implements AutoCloseable {

  private static final char CTRL_D = 4;
  private static final int UNDEFINED = 0;

  private final Terminal terminal;
  private final InputStream source;
  private final Attributes before;
  private boolean ended;

  TypedLines(Terminal terminal, InputStream source) {
    this.terminal = terminal;
    this.source = source;
    before = terminal.getAttributes();
    Attributes lines = terminal.getAttributes();
    lines.setLocalFlag(LocalFlag.ICANON, true);
    lines.setLocalFlag(LocalFlag.ECHO, true);
    lines.setLocalFlag(LocalFlag.ISIG, true);
    lines.setInputFlag(InputFlag.ICRNL, true);
    lines.setControlChar(ControlChar.VEOF, UNDEFINED);
    lines.setControlChar(ControlChar.VEOL, CTRL_D);
    terminal.setAttributes(lines);
  }

  /** What has been typed since, up to a line's end; empty if there is nothing. */
  String read() throws IOException {
    int there = ended ? 0 : source.available();
    String text = new String(source.readNBytes(there), StandardCharsets.UTF_8);
    int end = text.indexOf(CTRL_D);
    if (end < 0) {
      return text;
    }
    String last = text.substring(0, end);
    // As a terminal does: in the middle of a line, Ctrl-D only sends what is there.
    ended = last.isEmpty() || last.endsWith("\n");
    return last;
  }

  /** Whether Ctrl-D was typed at the beginning of a line. */
  boolean isEnded() {
    return ended;
  }

  @Override
  public void close() {
    terminal.setAttributes(before);
  }
}
