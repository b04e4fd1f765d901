package dev.drover.cli;

import dev.drover.backend.BackendClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells what a VM is. */
@Command(
    name = "info",
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    description = "Asks a VM through a backend what it is: host, system, runtime, directory.")
final class InfoCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private BackendOptions backend = new BackendOptions();

  @Parameters(index = "0", paramLabel = "VM", description = "The VM's id.")
  private String vm = "";

  @Option(names = "--json", description = "Print a JSON object, on one line.")
  private boolean json;

  @Override
  public Integer call() {
    try (BackendClient client = BackendClient.of(backend.options())) {
      new Replies(spec.commandLine(), json).print(vm, client.systemInfo(vm));
    }
    return ExitCodes.OK;
  }
}
