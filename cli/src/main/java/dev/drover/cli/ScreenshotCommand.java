package dev.drover.cli;

import dev.drover.hub.HubClient;
import dev.drover.hub.Screenshot;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes a picture of a VM's screen. */
@Command(
    name = "screenshot",
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    description = "Saves what a VM's screen shows now, a PNG with Drover's own agents.")
final class ScreenshotCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private HubOptions hub = new HubOptions();

  @Parameters(index = "0", paramLabel = "VM", description = "The VM's id.")
  private String vm = "";

  @Parameters(
      index = "1",
      paramLabel = "FILE",
      description = "Where to save it; folders are made, an existing file is replaced.")
  private Path file = Path.of("");

  @Option(
      names = "--full-page",
      description = "The whole page or scroll-back instead of the visible part.")
  private boolean fullPage;

  @Option(names = "--json", description = "Print a JSON object, on one line.")
  private boolean json;

  @Override
  public Integer call() {
    Screenshot shot;
    try (HubClient client = hub.connect()) {
      shot = client.vm(vm).screenshot(fullPage);
    }
    shot.saveTo(file);
    int bytes = shot.bytes().length;
    String line =
        json
            ? Json.object()
                .with("vm_id", vm)
                .with("file", file.toAbsolutePath().toString())
                .with("full_page", fullPage)
                .with("bytes", bytes)
                .line()
            : "%s: %d bytes saved to %s".formatted(vm, bytes, file);
    spec.commandLine().getOut().println(line);
    return ExitCodes.OK;
  }
}
