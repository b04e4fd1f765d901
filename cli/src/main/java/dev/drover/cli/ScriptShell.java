package dev.drover.cli;

import dev.drover.hub.CommandRequest;
import dev.drover.hub.Vm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** A shell that nobody sits before: runs line after line, and ends as the last one did. */
final class ScriptShell {

  private final Vm vm;
  private final PrintWriter out;
  private final PrintWriter err;
  private final WorkingDirectory directory = new WorkingDirectory();

  ScriptShell(Vm vm, PrintWriter out, PrintWriter err) {
    this.vm = vm;
    this.out = out;
    this.err = err;
  }

  int run(InputStream source) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(source, StandardCharsets.UTF_8));
    int code = ExitCodes.OK;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (WorkingDirectory.isChange(line)) {
        code = directory.change(vm, line, err);
      } else if (!line.isBlank()) {
        Follower follower = new Follower(out, err, false);
        CommandRequest request = directory.in(CommandRequest.of(line));
        code = follower.follow(vm, request, InputStream.nullInputStream());
        if (follower.interrupted()) {
          return code;
        }
      }
    }
    return code;
  }
}
