package dev.drover.cli;

import dev.drover.backend.BackendClient;
import dev.drover.backend.CommandReply;
import dev.drover.backend.CommandReply.AwaitingInput;
import dev.drover.hub.CommandRequest;
import dev.drover.hub.CommandResult;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import picocli.CommandLine;

/** Runs one command through a backend, and answers what it asks with lines of an input. */
final class Dialogue {

  private final BackendClient client;
  private final String vm;
  private final PrintWriter out;
  private final PrintWriter err;
  private final Replies replies;
  private final boolean json;
  private final String commandId = UUID.randomUUID().toString();
  private volatile int signal;
  private volatile boolean reading;

  /** How much of the output has been printed. */
  private int printed;

  Dialogue(BackendClient client, String vm, CommandLine line, boolean json) {
    this.client = client;
    this.vm = vm;
    this.out = line.getOut();
    this.err = line.getErr();
    this.json = json;
    replies = new Replies(line, json);
  }

  int hold(CommandRequest request, InputStream answers) throws IOException {
    Signals.onEnding(this::onSignal);
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(answers, StandardCharsets.UTF_8));
    CommandReply reply = client.sendCommand(vm, request.commandId(commandId));
    while (reply instanceof AwaitingInput waiting) {
      show(waiting.rawOutput());
      reading = true;
      String line = lines.readLine();
      reading = false;
      if (line == null) {
        return left(waiting);
      }
      reply = waiting.answer(line);
    }
    return end(reply.result());
  }

  private void show(String output) {
    if (!json) {
      out.print(output.substring(Math.min(printed, output.length())));
      out.flush();
      printed = output.length();
    }
  }

  private int end(CommandResult result) {
    if (json) {
      replies.print(result);
    } else {
      show(result.rawOutput());
    }
    int code = result.exitCode();
    return signal != 0 ? 128 + signal : code == CommandResult.UNKNOWN_EXIT_CODE ? 0 : code;
  }

  /** Nobody is there to answer, and a command that waits for ever helps nobody. */
  private int left(AwaitingInput waiting) {
    out.println();
    err.println(
        "drover: the command waits at '%s' and there is no more input; it is stopped"
            .formatted(waiting.prompt()));
    waiting.stop();
    return signal != 0 ? 128 + signal : ExitCodes.FAILED;
  }

  private void onSignal(int number) {
    if (signal != 0) {
      err.println("drover: left; the command may still be running");
      Runtime.getRuntime().halt(128 + number);
    }
    signal = number;
    err.println("drover: stopping the command; once more leaves without waiting");
    client
        .stopCommandAsync(vm, commandId)
        .whenComplete(
            (stopped, failure) -> {
              // Nothing ends a read of standard input.
              if (reading || failure != null) {
                Runtime.getRuntime().halt(128 + number);
              }
            });
  }
}
