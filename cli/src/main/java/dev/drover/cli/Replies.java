package dev.drover.cli;

import dev.drover.backend.BackendReply;
import dev.drover.backend.SystemInfo;
import dev.drover.backend.VmStatus;
import dev.drover.hub.CommandResult;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;

/** What a VM answered, for people or as JSON. */
final class Replies {

  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean json;

  Replies(CommandLine line, boolean json) {
    this.out = line.getOut();
    this.err = line.getErr();
    this.json = json;
  }

  /** Prints a final answer; gives the exit code it stands for. */
  int print(String vm, BackendReply reply) {
    if (reply instanceof BackendReply.Completed done) {
      print(done.result());
      return Math.max(0, done.result().exitCode());
    } else if (reply instanceof BackendReply.AwaitingInput waiting) {
      line(vm, "waiting", waiting.commandId(), waiting.prompt());
    } else if (reply instanceof BackendReply.CommandFailed failed) {
      return refused(vm, failed.code().orElse("COMMAND_ERROR"), failed.message());
    } else if (reply instanceof BackendReply.Refused refused) {
      return refused(vm, refused.code().orElse("ERROR"), refused.message());
    } else if (reply instanceof BackendReply.Stopped stopped) {
      line(vm, stopped.success() ? "stopped" : "not stopped", "", stopped.message());
      return stopped.success() ? ExitCodes.OK : ExitCodes.FAILED;
    } else if (reply instanceof BackendReply.Acknowledged taken) {
      line(vm, "taken", "", taken.message());
    } else if (reply instanceof BackendReply.Pong pong) {
      line(vm, "pong", "", pong.message());
    } else if (reply instanceof VmStatus status) {
      print(vm, status);
    } else if (reply instanceof SystemInfo info) {
      print(vm, info);
    } else if (reply instanceof BackendReply.Other other) {
      out.println(other.json());
    }
    return ExitCodes.OK;
  }

  void print(CommandResult result) {
    if (!json) {
      out.print(result.rawOutput());
      out.flush();
      return;
    }
    boolean known = result.exitCode() != CommandResult.UNKNOWN_EXIT_CODE;
    out.println(
        Json.object()
            .with("vm_id", result.vmId())
            .with("command", result.command())
            .with("exit_code", known ? result.exitCode() : null)
            .with("execution_time", result.duration().toNanos() / 1e9)
            .with("output", result.output())
            .with("truncated", result.truncated())
            .line());
  }

  void print(String vm, VmStatus status) {
    if (json) {
      out.println(
          Json.object()
              .with("vm_id", vm)
              .with("status", status.status())
              .with("active_processes", status.activeProcesses())
              .with("uptime", status.uptime().toMillis() / 1e3)
              .with("system_info", status.systemInfo().raw())
              .line());
      return;
    }
    Map<String, Object> rows = new LinkedHashMap<>();
    rows.put("VM", vm);
    rows.put("status", status.status());
    rows.put("active processes", status.activeProcesses());
    rows.put("uptime", uptime(status));
    table(rows);
  }

  void print(String vm, SystemInfo info) {
    if (json) {
      out.println(Json.object().with("vm_id", vm).with("system_info", info.raw()).line());
      return;
    }
    Map<String, Object> rows = new LinkedHashMap<>();
    rows.put("VM", vm);
    rows.put("host", info.hostname());
    rows.put("system", info.system());
    rows.put("platform", info.platform());
    rows.put("runtime", info.runtimeVersion());
    rows.put("directory", info.workingDirectory());
    table(rows);
  }

  private static String uptime(VmStatus status) {
    long seconds = status.uptime().toSeconds();
    return "%d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60);
  }

  private void table(Map<String, Object> rows) {
    int width = rows.keySet().stream().mapToInt(String::length).max().orElse(0);
    rows.forEach((name, value) -> out.printf("%-" + width + "s  %s%n", name, value));
  }

  private void line(String vm, String kind, String commandId, String message) {
    if (json) {
      Json object = Json.object().with("vm_id", vm).with("answer", kind).with("message", message);
      out.println((commandId.isEmpty() ? object : object.with("command_id", commandId)).line());
    } else {
      out.println(commandId.isEmpty() ? message : "%s (%s %s)".formatted(message, kind, commandId));
    }
  }

  private int refused(String vm, String code, String message) {
    if (json) {
      out.println(
          Json.object().with("vm_id", vm).with("error", code).with("message", message).line());
    } else {
      err.println("drover: %s answered: %s (%s)".formatted(vm, message, code));
    }
    return ExitCodes.FAILED;
  }
}
