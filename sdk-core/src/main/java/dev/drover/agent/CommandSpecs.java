package dev.drover.agent;

import dev.drover.ErrorCodes;
import dev.drover.internal.process.CommandException;
import dev.drover.internal.process.CommandSpec;
import dev.drover.internal.wire.HubMessage.Command;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes of a hub's {@code command} what the engine runs. */
final class CommandSpecs {

  /** Ten years: beyond that a timeout is none. */
  private static final double LONGEST_SECONDS = 3.2e8;

  private CommandSpecs() {}

  static CommandSpec of(Command request) throws CommandException {
    if (Boolean.TRUE.equals(request.pty())) {
      throw bad("this VM offers no terminals; ask for the command without pty");
    }
    String id = request.commandId();
    String line = request.command();
    return new CommandSpec(
        id == null || id.isBlank() ? UUID.randomUUID().toString() : id,
        line == null ? "" : line,
        timeout(request.timeout()),
        request.env() == null ? Map.of() : Map.copyOf(request.env()),
        request.workingDirectory(),
        request.requestId() != null,
        null);
  }

  private static @Nullable Duration timeout(@Nullable Double seconds) throws CommandException {
    if (seconds == null || seconds > LONGEST_SECONDS) {
      return null;
    }
    if (!(seconds > 0)) {
      throw bad("a command's timeout must be above zero, is " + seconds);
    }
    return Duration.ofNanos(Math.max(1, (long) (seconds * 1e9)));
  }

  private static CommandException bad(String message) {
    return new CommandException(ErrorCodes.BAD_COMMAND, message, null);
  }
}
