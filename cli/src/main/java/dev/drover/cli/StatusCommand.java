package dev.drover.cli;

import dev.drover.backend.BackendClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells how a VM is. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    description = "Asks a VM through a backend how it is: what runs, and for how long it is up.")
final class StatusCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private BackendOptions backend = new BackendOptions();

  @Parameters(index = "0", paramLabel = "VM", description = "The VM's id.")
  private String vm = "";

  @Option(names = "--json", description = "Print a JSON object, on one line.")
  private boolean json;

  @Override
  public Integer call() {
    try (BackendClient client = BackendClient.of(backend.options())) {
      new Replies(spec.commandLine(), json).print(vm, client.status(vm));
    }
    return ExitCodes.OK;
  }
}
