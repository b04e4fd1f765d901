package dev.drover.reference.internal.vm;

import dev.drover.ErrorCodes;
import dev.drover.internal.wire.HubMessage;
import dev.drover.internal.wire.Metadata;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a scripted VM does with the hub's requests; on its serial executor. */
final class ScriptedRequests {

  /** As many commands as a real agent remembers. */
  private static final int MAX_RUNS = 64;

  private final String vmId;
  private final ScriptBook scripts;
  private final Executor serial;
  private final Consumer<HubMessage> send;
  private final Map<String, ScriptedRun> runs = new LinkedHashMap<>();
  private final List<String> commands = new CopyOnWriteArrayList<>();
  private final List<String> inputs = new CopyOnWriteArrayList<>();
  private final long startNanos = System.nanoTime();
  private volatile byte @Nullable [] image;

  ScriptedRequests(String vmId, ScriptBook scripts, Executor serial, Consumer<HubMessage> send) {
    this.vmId = vmId;
    this.scripts = scripts;
    this.serial = serial;
    this.send = send;
  }

  void showOnScreen(byte[] encoded) {
    image = encoded.clone();
  }

  List<String> commands() {
    return List.copyOf(commands);
  }

  List<String> inputs() {
    return List.copyOf(inputs);
  }

  void handle(HubMessage message) {
    if (message instanceof HubMessage.Command command) {
      command(command);
    } else if (message instanceof HubMessage.ScreenshotRequest request) {
      screenshot(request);
    } else if (message instanceof HubMessage.Attach attach) {
      known(attach.commandId(), attach)
          .ifPresent(
              run ->
                  run.attach(attach.requestId(), attach.fromSeq() == null ? 0 : attach.fromSeq()));
    } else if (message instanceof HubMessage.StopCommand stop) {
      stop(stop);
    } else if (message instanceof HubMessage.SendInput input) {
      input(input);
    } else if (message instanceof HubMessage.Ping) {
      send.accept(new HubMessage.Pong(vmId, "pong", metadata(null, null), message.requestId()));
    } else if (message instanceof HubMessage.StatusRequest) {
      send.accept(
          new HubMessage.StatusResponse(vmId, "VM status update", status(), message.requestId()));
    } else if (message instanceof HubMessage.SystemInfoRequest) {
      Map<String, Object> info = Map.of("hostname", vmId, "system", "scripted");
      send.accept(
          new HubMessage.SystemInfoResponse(vmId, "System info", info, message.requestId()));
    }
  }

  private void command(HubMessage.Command command) {
    String line = String.valueOf(command.command());
    String id = String.valueOf(command.commandId());
    commands.add(line);
    Optional<Script> script = scripts.find(line);
    if (script.isEmpty()) {
      refuse(
          ErrorCodes.BAD_COMMAND,
          "the scripted VM %s has no script for the command '%s'; scripted: %s"
              .formatted(vmId, line, scripts.contents()),
          id,
          command);
    } else if (runs.containsKey(id)) {
      refuse(
          ErrorCodes.DUPLICATE_COMMAND_ID,
          "the command '" + id + "' is there already",
          id,
          command);
    } else {
      ScriptedRun run = new ScriptedRun(vmId, command, id, script.get(), serial, send);
      remember(id, run);
      run.start();
    }
  }

  private void remember(String id, ScriptedRun run) {
    runs.put(id, run);
    if (runs.size() > MAX_RUNS) {
      runs.entrySet().stream()
          .filter(entry -> !entry.getValue().isRunning())
          .findFirst()
          .ifPresent(oldest -> runs.remove(oldest.getKey()));
    }
  }

  private void screenshot(HubMessage.ScreenshotRequest request) {
    byte[] shown = image;
    if (shown == null) {
      refuse(
          ErrorCodes.SCREENSHOT_FAILED,
          "the scripted VM %s has no screenshot; give it one with onScreenshot".formatted(vmId),
          null,
          request);
    } else {
      send.accept(
          new HubMessage.ScreenshotResponse(
              vmId, Base64.getEncoder().encodeToString(shown), request.requestId()));
    }
  }

  private void stop(HubMessage.StopCommand stop) {
    Metadata metadata = stop.metadata();
    String id = metadata == null ? stop.message() : metadata.commandId();
    known(id, stop)
        .ifPresent(
            run ->
                send.accept(
                    new HubMessage.CommandStopped(
                        vmId, "Command stopped", metadata(id, run.stop()), stop.requestId())));
  }

  private void input(HubMessage.SendInput input) {
    Metadata metadata = input.metadata();
    String id = metadata == null ? null : metadata.commandId();
    known(id, input)
        .ifPresent(
            run -> {
              if (input.message() != null) {
                inputs.add(input.message());
              }
              send.accept(
                  new HubMessage.Ack(vmId, "Input sent", metadata(id, null), input.requestId()));
            });
  }

  private Optional<ScriptedRun> known(@Nullable String id, HubMessage request) {
    ScriptedRun run = runs.get(id);
    if (run == null) {
      refuse(ErrorCodes.UNKNOWN_COMMAND, "there is no command '" + id + "'", id, request);
    }
    return Optional.ofNullable(run);
  }

  private void refuse(String code, String message, @Nullable String id, HubMessage request) {
    Metadata metadata = id == null ? null : Metadata.ofCommand(id);
    send.accept(new HubMessage.ErrorMessage(message, code, vmId, metadata, request.requestId()));
  }

  private Map<String, Object> status() {
    long active = runs.values().stream().filter(ScriptedRun::isRunning).count();
    double uptime = (System.nanoTime() - startNanos) / 1e9;
    return Map.of("status", "running", "active_processes", active, "uptime", uptime);
  }

  private static Metadata metadata(@Nullable String id, @Nullable Boolean success) {
    double now = System.currentTimeMillis() / 1000.0;
    return new Metadata(id, null, null, null, null, null, null, null, success, now);
  }
}
