package dev.drover.cli;

import dev.drover.reference.ReferenceServer;
import dev.drover.reference.ServerOptions;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs a hub. */
@Command(
    name = "server",
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    description = {
      "Runs a hub until it is stopped with Ctrl-C or SIGTERM.",
      "When it is ready it prints 'listening on ws://HOST:PORT'.",
      "VMs that are asked for while none is free are started here, each with a temporary directory"
          + " of its own. They run what they are told as the user who runs this."
    })
final class ServerCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8765",
      description = "Where to listen; 0 means any free port (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--host",
      paramLabel = "HOST",
      defaultValue = "127.0.0.1",
      description = "The address to listen on; 0.0.0.0 means all (default: ${DEFAULT-VALUE}).")
  private String host = "";

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      description =
          "Demand this token of everybody (default: $DROVER_TOKEN, which other users cannot see).")
  private @Nullable String token;

  @Option(
      names = "--max-vms",
      paramLabel = "N",
      description = "How many VMs to start at most (default: 16); agents do not count.")
  private @Nullable Integer maxVms;

  @Mixin private RunnerServerOptions runner = new RunnerServerOptions();

  @Option(
      names = "--demo-execution",
      description = {
        "Run an execution over VMs of this server, again and again, for others to watch.",
        "Prints 'execution ID devices A,B' when it can be watched."
      })
  private boolean demo;

  @Option(
      names = "--execution-id",
      paramLabel = "UUID",
      description = "The demonstration's execution id (default: a new one).")
  private @Nullable UUID executionId;

  @Option(
      names = "--devices",
      paramLabel = "A,B",
      split = ",",
      description = "The demonstration's VMs (default: demo-1,demo-2).")
  private List<String> devices = List.of("demo-1", "demo-2");

  @Override
  public Integer call() throws Exception {
    ServerOptions options = options();
    UntilSignal signal = new UntilSignal();
    try (ReferenceServer server = ReferenceServer.start(options)) {
      warnIfOpen(options);
      spec.commandLine().getOut().println("listening on " + address(server));
      if (demo) {
        demonstrate(server);
      }
      signal.await(new CompletableFuture<>());
    }
    return ExitCodes.OK;
  }

  private void demonstrate(ReferenceServer server) {
    UUID id = executionId == null ? UUID.randomUUID() : executionId;
    new DemoExecution(server, id, devices).start();
    spec.commandLine()
        .getOut()
        .println("execution %s devices %s".formatted(id, String.join(",", devices)));
  }

  private ServerOptions options() {
    ServerOptions options = runner.on(ServerOptions.defaults().withHost(host).withPort(port));
    if (maxVms != null) {
      options = options.withMaxVms(maxVms);
    }
    String effective = Token.orFromEnvironment(token);
    return effective == null ? options : options.withToken(effective);
  }

  private static String address(ReferenceServer server) {
    String uri = server.uri().toString();
    return uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri;
  }

  private void warnIfOpen(ServerOptions options) throws UnknownHostException {
    if (options.token().isEmpty() && !InetAddress.getByName(host).isLoopbackAddress()) {
      spec.commandLine()
          .getErr()
          .println(
              "drover: warning: whoever reaches this port can run commands on the VMs; --token keeps others out");
    }
  }
}
