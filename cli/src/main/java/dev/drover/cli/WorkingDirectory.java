package dev.drover.cli;

import dev.drover.hub.CommandRequest;
import dev.drover.hub.CommandResult;
import dev.drover.hub.Vm;
import java.io.PrintWriter;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the next command starts. Each line has a shell of its own on the VM, which forgets where it
 * went, so {@code cd} is remembered here.
 */
final class WorkingDirectory {

  /** A {@code cd} alone; in a longer line it concerns that line only. */
  private static final Pattern CHANGE = Pattern.compile("\\s*cd(\\s+[^;&|<>]*)?\\s*");

  private @Nullable String path;

  static boolean isChange(String line) {
    return CHANGE.matcher(line).matches();
  }

  /** Lets a command start there. */
  CommandRequest in(CommandRequest request) {
    return path == null ? request : request.workingDirectory(path);
  }

  /** Goes where a {@code cd} leads on the VM; gives its exit code. */
  int change(Vm vm, String line, PrintWriter err) {
    CommandResult result = vm.sendCommand(in(CommandRequest.of(line + " && pwd -P")));
    if (result.exitCode() == 0) {
      path = result.output().strip();
    } else {
      err.println(result.output().strip());
    }
    return result.exitCode();
  }

  /** For a prompt; empty as long as it is the VM's own. */
  String shown() {
    return path == null ? "" : path;
  }
}
