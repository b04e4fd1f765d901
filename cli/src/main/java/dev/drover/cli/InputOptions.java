package dev.drover.cli;

import dev.drover.DroverException;
import dev.drover.hub.HubClient;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the remote command reads. */
final class InputOptions {

  @Option(
      names = {"-i", "--interactive"},
      description = "Forward standard input even from a terminal.")
  private boolean interactive;

  @Option(
      names = {"-n", "--no-input"},
      description = "Forward no standard input; leave it to the loop or script around.")
  private boolean none;

  /**
   * Where the command's input comes from: standard input, or nothing at all at a terminal, so that
   * a command that reads ends instead of waiting for somebody.
   *
   * @return null if the hub cannot pass input on
   */
  @Nullable InputStream source(HubClient client) {
    boolean possible = client.extensions().contains("drover.v1");
    if (interactive && !possible) {
      throw new DroverException("this hub passes no input on (it does not offer drover.v1)", null);
    }
    if (!possible) {
      return null;
    }
    boolean forward = interactive || (!none && !StandardStreams.isInputTerminal());
    return forward ? System.in : InputStream.nullInputStream();
  }
}
