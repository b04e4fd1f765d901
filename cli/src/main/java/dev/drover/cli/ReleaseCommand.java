package dev.drover.cli;

import dev.drover.DroverException;
import dev.drover.hub.HubClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Gives a VM back. */
@Command(
    name = "release",
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    description = "Gives a test case's VM back.")
final class ReleaseCommand implements Callable<Integer> {

  @Mixin private HubOptions hub = new HubOptions();

  @Parameters(paramLabel = "TESTCASE", description = "The test case's id.")
  private String testCase = "";

  @Override
  public Integer call() {
    try (HubClient client = hub.connect()) {
      Extensions.settle(client);
      if (!client.release(testCase)) {
        throw new DroverException(
            "this hub knows no way to give a VM back; it frees it when the VM reports its end or disconnects",
            null);
      }
    }
    return ExitCodes.OK;
  }
}
