package dev.drover.cli;

import dev.drover.DroverException;
import dev.drover.ErrorCodes;
import dev.drover.RemoteException;
import dev.drover.hub.CommandHandle;
import java.util.concurrent.TimeUnit;

/** Gives a command its input, no faster than the VM takes it. */
final class InputSender {

  private static final long BUSY_PAUSE_MILLIS = 50;

  private final CommandHandle command;

  InputSender(CommandHandle command) {
    this.command = command;
  }

  /**
   * Sends, and waits until the VM has it.
   *
   * @throws DroverException as {@link CommandHandle#sendInput}
   */
  void send(String text) throws InterruptedException {
    while (true) {
      try {
        command.sendInput(text);
        return;
      } catch (RemoteException e) {
        // The VM took nothing of it: the command reads slowly, and so much is waiting already.
        if (!hasCode(e, ErrorCodes.BUSY) || command.result().isDone()) {
          throw e;
        }
        TimeUnit.MILLISECONDS.sleep(BUSY_PAUSE_MILLIS);
      }
    }
  }

  /** Whether the command has ended, or has closed its input, and so needs no more. */
  static boolean isNotWanted(Exception e) {
    return hasCode(e, ErrorCodes.UNKNOWN_COMMAND) || hasCode(e, ErrorCodes.BAD_COMMAND);
  }

  private static boolean hasCode(Exception e, String code) {
    return e instanceof RemoteException remote && remote.code().filter(code::equals).isPresent();
  }
}
