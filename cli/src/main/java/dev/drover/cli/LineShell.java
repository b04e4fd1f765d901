package dev.drover.cli;

import dev.drover.DroverException;
import dev.drover.hub.CommandHandle;
import dev.drover.hub.CommandOutput;
import dev.drover.hub.CommandRequest;
import dev.drover.hub.Vm;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;

/** A shell for VMs without terminals: each line is a command of its own. */
final class LineShell {

  private static final long LOOK_MILLIS = 50;

  private final Vm vm;
  private final Terminal terminal;
  private final boolean takesInput;
  private final WorkingDirectory directory = new WorkingDirectory();

  LineShell(Vm vm, Terminal terminal, boolean takesInput) {
    this.vm = vm;
    this.terminal = terminal;
    this.takesInput = takesInput;
  }

  /** Gives the last command's exit code. */
  int run() throws IOException {
    LineReader reader = LineReaderBuilder.builder().terminal(terminal).build();
    // An exclamation mark is the VM's shell's business.
    reader.setOpt(LineReader.Option.DISABLE_EVENT_EXPANSION);
    int code = ExitCodes.OK;
    while (true) {
      try {
        String line = reader.readLine(prompt());
        if (line.strip().equals("exit")) {
          return code;
        }
        if (!line.isBlank()) {
          code = run(line);
        }
      } catch (UserInterruptException e) {
        code = ExitCodes.INTERRUPTED;
      } catch (EndOfFileException e) {
        return code;
      } catch (DroverException e) {
        say(String.valueOf(e.getMessage()));
        code = ErrorReport.exitCode(e);
      }
    }
  }

  private String prompt() {
    String place = directory.shown();
    return vm.id() + (place.isEmpty() ? "" : ":" + place) + "> ";
  }

  private int run(String line) throws IOException {
    if (WorkingDirectory.isChange(line)) {
      return directory.change(vm, line, terminal.writer());
    }
    CommandHandle command = vm.startCommand(directory.in(CommandRequest.of(line)));
    command.onOutput(this::show);
    Terminal.SignalHandler before = terminal.handle(Terminal.Signal.INT, signal -> stop(command));
    try {
      feed(command);
      return command.await().exitCode();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCodes.INTERRUPTED;
    } finally {
      terminal.handle(Terminal.Signal.INT, before);
      terminal.writer().flush();
    }
  }

  private void show(CommandOutput piece) {
    terminal.writer().print(piece.text());
    terminal.writer().flush();
  }

  private void stop(CommandHandle command) {
    terminal.writer().println();
    try {
      command
          .stopAsync()
          .whenComplete(
              (stopped, failure) -> {
                if (failure != null && !command.result().isDone()) {
                  command.result().cancel(false);
                }
              });
    } catch (DroverException e) {
      say("the command goes on, and is left alone: " + e.getMessage());
      command.result().cancel(false);
    }
  }

  private void feed(CommandHandle command) throws IOException, InterruptedException {
    InputSender sender = new InputSender(command);
    boolean open = takesInput;
    try (TypedLines lines = new TypedLines(terminal, System.in)) {
      while (!isDone(command)) {
        String text = open ? lines.read() : "";
        if (!text.isEmpty()) {
          send(sender, text, command);
        }
        if (open && lines.isEnded()) {
          open = false;
          close(command);
        }
      }
    }
  }

  /** Waits a little. */
  private static boolean isDone(CommandHandle command) throws InterruptedException {
    try {
      command.result().get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException | CancellationException e) {
      return true; // Whoever awaits the result hears of it.
    }
    return true;
  }

  private void send(InputSender sender, String text, CommandHandle command)
      throws InterruptedException {
    try {
      sender.send(text);
    } catch (DroverException e) {
      if (!command.result().isDone() && !InputSender.isNotWanted(e)) {
        say("this was not passed on: " + e.getMessage());
      }
    }
  }

  private void close(CommandHandle command) {
    try {
      command.closeInput();
    } catch (DroverException e) {
      if (!command.result().isDone() && !InputSender.isNotWanted(e)) {
        say("the end of input was not passed on: " + e.getMessage());
      }
    }
  }

  private void say(String what) {
    terminal.writer().println("drover: " + what);
    terminal.writer().flush();
  }
}
