package dev.drover.cli;

import dev.drover.DroverException;
import dev.drover.hub.CommandHandle;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.charset.StandardCharsets;

/** Passes standard input on to a command, no faster than the VM takes it. */
final class InputFeed implements Runnable {

  private static final int PIECE = 16 * 1024;

  private final CommandHandle command;
  private final InputSender sender;
  private final InputStream source;
  private final PrintWriter err;

  private InputFeed(CommandHandle command, InputStream source, PrintWriter err) {
    this.command = command;
    this.sender = new InputSender(command);
    this.source = source;
    this.err = err;
  }

  static void start(CommandHandle command, InputStream source, PrintWriter err) {
    // Blocked in a read that nothing ends, it must not keep the JVM alive.
    Thread thread = new Thread(new InputFeed(command, source, err), "drover-stdin");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void run() {
    try {
      pass(new InputStreamReader(source, StandardCharsets.UTF_8));
      command.closeInput();
    } catch (DroverException | IOException e) {
      if (!command.result().isDone() && !InputSender.isNotWanted(e)) {
        err.println(
            "drover: input is no longer passed on, Ctrl-C stops the command: " + e.getMessage());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void pass(Reader reader) throws IOException, InterruptedException {
    char[] piece = new char[PIECE];
    int kept = 0;
    for (int n = reader.read(piece); n >= 0; n = reader.read(piece, kept, PIECE - kept)) {
      int length = kept + n;
      // A character of two halves is not torn apart.
      kept = Character.isHighSurrogate(piece[length - 1]) ? 1 : 0;
      if (length > kept) {
        sender.send(new String(piece, 0, length - kept));
      }
      piece[0] = piece[length - 1];
    }
  }
}
