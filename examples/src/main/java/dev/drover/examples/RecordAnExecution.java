package dev.drover.examples;

import static java.nio.file.Files.createDirectories;

import dev.drover.execution.ExecutionClient;
import dev.drover.execution.ExecutionEvent.ExecutionCompleted;
import dev.drover.execution.ExecutionEvent.LogEntry;
import dev.drover.execution.ExecutionEvent.StepCompleted;
import dev.drover.execution.ExecutionEvent.StepFailed;
import dev.drover.execution.Preview;
import dev.drover.execution.PreviewQuality;
import dev.drover.execution.Recording;
import dev.drover.reference.ExecutionModule;
import dev.drover.reference.ExecutionPlan;
import dev.drover.reference.ReferenceServer;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;

/** Watches an execution live: steps, log, and the screen's preview, recorded into a file. */
public final class RecordAnExecution {

  private static final ExecutionPlan PLAN =
      ExecutionPlan.on("vm-1")
          .withModule(
              ExecutionModule.command(
                  "unpack", "for i in 1 2 3 4 5 6; do echo part $i of 6; sleep 0.4; done"))
          .withModule(ExecutionModule.command("install", "echo no space left >&2; exit 28"));

  private RecordAnExecution() {}

  /** Runs it; the recording goes into the folder that is the first argument. */
  public static void main(String[] args) throws IOException {
    run(Path.of(args.length > 0 ? args[0] : "target/recordings"), System.out);
  }

  static void run(Path folder, PrintStream out) throws IOException {
    Path film = createDirectories(folder).resolve("vm-1.avi");
    try (ReferenceServer server = ReferenceServer.start()) {
      server.startVm("vm-1");
      String id = server.execute(PLAN).id();
      try (ExecutionClient execution = ExecutionClient.connect(server.uri().toString(), id)) {
        var events = execution.events();
        events.on(StepCompleted.class, s -> out.println(s.moduleId() + ": " + s.status()));
        events.on(StepFailed.class, f -> out.println(f.moduleId() + ": " + f.errorMessage()));
        events.on(LogEntry.class, l -> out.println("  | " + l.message()));
        execution.subscribeDevice("vm-1"); // log entries and states of this device
        Preview preview = execution.startPreview("vm-1", PreviewQuality.MEDIUM);
        try (Recording recording = preview.recordTo(film)) { // plays, even if this JVM is killed
          ExecutionCompleted end = execution.awaitCompletion(Duration.ofMinutes(1));
          out.println("ended: " + end.status() + ", " + recording.frames() + " frames in " + film);
        }
        execution.assertNoGaps(); // nothing was lost on the way
      }
    }
  }
}
