package dev.drover.cli;

import dev.drover.ClientOptions;
import dev.drover.execution.ExecutionClient;
import dev.drover.execution.ExecutionEvent;
import dev.drover.execution.ExecutionEvent.DeviceStatus;
import dev.drover.execution.ExecutionEvent.ExecutionCompleted;
import dev.drover.execution.Preview;
import dev.drover.execution.PreviewQuality;
import dev.drover.execution.Recording;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Watches an execution. */
@Command(
    name = "watch",
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    description = {
      "Watches an execution to its end: progress, steps, logs, and with --preview the screens.",
      "The exit code is 0 only if the execution succeeded, 1 if it did not. A connection that is lost",
      "is made again, unless the server stays away for as long as --give-up-after allows."
    })
final class WatchCommand implements Callable<Integer> {

  /** Whoever watches ends it himself. */
  private static final Duration NO_LIMIT = Duration.ofDays(365);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private ExecutionServerOptions server = new ExecutionServerOptions();

  @Parameters(index = "0", paramLabel = "EXECUTION", description = "The execution's id.")
  private String execution = "";

  @Option(
      names = "--device",
      paramLabel = "D",
      description = "Subscribe to this device; repeat it for more (default: all of them).")
  private List<String> devices = new ArrayList<>();

  @Option(
      names = "--preview",
      paramLabel = "FILE.avi",
      description = {
        "Record the device's screen there if one --device is named,",
        "otherwise each device's in FILE-DEVICE.avi. Without a frame there is no file."
      })
  private @Nullable Path preview;

  @Option(
      names = "--quality",
      paramLabel = "QUALITY",
      defaultValue = "MEDIUM",
      description = "Of the preview: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private PreviewQuality quality = PreviewQuality.MEDIUM;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Save the execution's report there when it has ended.")
  private @Nullable Path report;

  @Option(
      names = "--give-up-after",
      paramLabel = "SECONDS",
      defaultValue = "300",
      description = {
        "Give up when there was no connection for so long; decimals are allowed",
        "(default: ${DEFAULT-VALUE}, for which servers keep what was missed)."
      })
  private double giveUpAfter = 300;

  @Option(
      names = "--json",
      description = "Print each event as a JSON object, on a line of its own.")
  private boolean json;

  private final Set<String> followed = ConcurrentHashMap.newKeySet();
  private final Queue<Recording> recordings = new ConcurrentLinkedQueue<>();

  @Override
  public Integer call() throws Exception {
    Duration limit = Seconds.of("--give-up-after", giveUpAfter);
    UntilSignal signal = new UntilSignal();
    ClientOptions options = server.options().spreadPreviews(true);
    try (WatchView view = WatchView.of(spec.commandLine(), json);
        Patience patience = new Patience("watching " + execution, limit, view::say);
        ExecutionClient client =
            ExecutionClient.connect(options, execution, fresh -> prepare(fresh, view, patience))) {
      CompletableFuture<ExecutionCompleted> end = client.awaitCompletionAsync(NO_LIMIT);
      try {
        signal.await(CompletableFuture.anyOf(end, patience.lost()));
      } finally {
        view.endBar();
        recordings.forEach(recording -> finish(recording, view));
      }
      return end.isDone() ? verdict(end.join(), client, view) : ExitCodes.INTERRUPTED;
    }
  }

  private void prepare(ExecutionClient client, WatchView view, Patience patience) {
    client.connectionEvents().onEach(patience::hear);
    client.events().onEach(event -> show(event, client, view));
    devices.forEach(device -> follow(device, client));
  }

  private void show(ExecutionEvent event, ExecutionClient client, WatchView view) {
    view.show(event);
    if (event instanceof DeviceStatus device) {
      announced(device, client);
    }
  }

  private void announced(DeviceStatus device, ExecutionClient client) {
    if (devices.isEmpty()) {
      follow(device.deviceId(), client);
    }
  }

  private void follow(String device, ExecutionClient client) {
    if (!followed.add(device)) {
      return;
    }
    client.subscribeDevice(device);
    if (preview != null) {
      Preview screen = client.startPreview(device, quality);
      recordings.add(screen.recordTo(recording(preview, device)));
    }
  }

  private void finish(Recording recording, WatchView view) {
    recording.close();
    String told =
        recording.frames() == 0
            ? "no frame came, so there is no " + recording.file()
            : recording.frames() + " frames are in " + recording.file();
    view.say(told);
  }

  private Path recording(Path file, String device) {
    if (devices.size() == 1) {
      return file;
    }
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    String stem = dot < 0 ? name : name.substring(0, dot);
    String suffix = dot < 0 ? "" : name.substring(dot);
    return file.resolveSibling(stem + "-" + device.replaceAll("[^A-Za-z0-9_.-]", "_") + suffix);
  }

  private int verdict(ExecutionCompleted end, ExecutionClient client, WatchView view) {
    if (report != null && end.reportUrl().isPresent()) {
      client.downloadReport(end, report);
      view.say("the report is in " + report);
    }
    return end.succeeded() ? ExitCodes.OK : ExitCodes.NOT_SUCCEEDED;
  }
}
