package dev.drover.cli;

import dev.drover.DroverException;
import dev.drover.ErrorCodes;
import dev.drover.RemoteException;
import dev.drover.TerminalSize;
import dev.drover.hub.CommandHandle;
import dev.drover.hub.CommandOutput;
import dev.drover.hub.CommandRequest;
import dev.drover.hub.Vm;
import java.io.IOException;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Attributes.OutputFlag;
import org.jline.terminal.Terminal;
import org.jline.utils.NonBlockingReader;

/** Our terminal as the VM's: every key goes there, everything it shows comes here. */
final class RemoteTerminal {

  /** The VM offers no terminals. */
  static final int REFUSED = -1;

  private static final long LOOK_MILLIS = 50;
  private static final int MAX_PIECE = 4096;

  private final Vm vm;
  private final String command;
  private final Terminal terminal;
  private volatile boolean shown;

  RemoteTerminal(Vm vm, String command, Terminal terminal) {
    this.vm = vm;
    this.command = command;
    this.terminal = terminal;
  }

  /** Gives the shell's exit code, or {@link #REFUSED}. */
  int run() throws IOException {
    CommandRequest request = CommandRequest.of(command).pty(size());
    String kind = System.getenv("TERM");
    CommandHandle shell = vm.startCommand(kind == null ? request : request.env("TERM", kind));
    shell.onOutput(this::show);
    Attributes before = terminal.getAttributes();
    try {
      passEveryKey();
      feed(shell);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      terminal.setAttributes(before);
    }
    return exitCode(shell);
  }

  private TerminalSize size() {
    int columns = terminal.getWidth();
    int rows = terminal.getHeight();
    return columns > 0 && rows > 0 ? new TerminalSize(columns, rows) : TerminalSize.USUAL;
  }

  /** Ctrl-C and the like mean something to the VM's terminal, not to ours. */
  private void passEveryKey() {
    terminal.enterRawMode();
    Attributes raw = terminal.getAttributes();
    raw.setLocalFlag(LocalFlag.ISIG, false);
    raw.setOutputFlag(OutputFlag.OPOST, false);
    terminal.setAttributes(raw);
  }

  private void show(CommandOutput piece) {
    shown = true;
    terminal.writer().print(piece.text());
    terminal.writer().flush();
  }

  private void feed(CommandHandle shell) throws IOException, InterruptedException {
    NonBlockingReader keys = terminal.reader();
    InputSender sender = new InputSender(shell);
    while (!shell.result().isDone()) {
      int key = keys.read(LOOK_MILLIS);
      if (key == NonBlockingReader.EOF) {
        shell.stopAsync();
        return;
      }
      if (key != NonBlockingReader.READ_EXPIRED) {
        send(sender, typed(key, keys), shell);
      }
    }
  }

  /** What was typed, or pasted, in one go. */
  private static String typed(int first, NonBlockingReader keys) throws IOException {
    StringBuilder text = new StringBuilder().append((char) first);
    while (text.length() < MAX_PIECE) {
      int key = keys.read(1);
      if (key < 0) {
        break;
      }
      text.append((char) key);
    }
    return text.toString();
  }

  private void send(InputSender sender, String text, CommandHandle shell)
      throws InterruptedException {
    try {
      sender.send(text);
    } catch (DroverException e) {
      if (!shell.result().isDone() && !InputSender.isNotWanted(e)) {
        terminal.writer().print("\r\ndrover: this was not passed on: " + e.getMessage() + "\r\n");
        terminal.writer().flush();
      }
    }
  }

  private int exitCode(CommandHandle shell) {
    try {
      return shell.await().exitCode();
    } catch (RemoteException e) {
      if (!shown && e.code().filter(ErrorCodes.BAD_COMMAND::equals).isPresent()) {
        terminal.writer().println("drover: " + e.getMessage());
        terminal.writer().println("drover: so each line is a command of its own");
        terminal.writer().flush();
        return REFUSED;
      }
      throw e;
    }
  }
}
