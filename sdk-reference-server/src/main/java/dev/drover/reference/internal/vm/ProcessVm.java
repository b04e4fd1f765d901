package dev.drover.reference.internal.vm;

import dev.drover.ClientOptions;
import dev.drover.agent.AgentOptions;
import dev.drover.agent.VmAgent;
import dev.drover.reference.VmProvider.StartedVm;
import dev.drover.reference.VmProvider.VmOrder;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An agent in this process, whose commands run in a temporary directory of its own. */
public final class ProcessVm implements StartedVm {

  private static final Logger LOG = LoggerFactory.getLogger(ProcessVm.class);

  private final VmAgent agent;
  private final Path directory;

  private ProcessVm(VmAgent agent, Path directory) {
    this.agent = agent;
    this.directory = directory;
  }

  /** Starts an agent and connects it. */
  public static StartedVm start(VmOrder order) throws IOException {
    Path directory = Files.createTempDirectory("drover-" + fileName(order.vmId()) + "-");
    try {
      ClientOptions connection = ClientOptions.of(order.hub());
      if (order.token().isPresent()) {
        connection = connection.token(order.token().get());
      }
      AgentOptions agent = AgentOptions.of(order.vmId()).withWorkingDirectory(directory);
      return new ProcessVm(VmAgent.connect(connection, agent), directory);
    } catch (RuntimeException | Error e) {
      delete(directory);
      throw e;
    }
  }

  @Override
  public void stop() {
    agent.close();
    delete(directory);
  }

  private static String fileName(String vmId) {
    String safe = vmId.replaceAll("[^A-Za-z0-9_-]", "_");
    return safe.substring(0, Math.min(40, safe.length()));
  }

  private static void delete(Path directory) {
    try {
      Files.walkFileTree(
          directory,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.delete(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path dir, java.io.IOException failure)
                throws IOException {
              Files.delete(dir);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      LOG.warn("The directory {} of a VM could not be deleted", directory, e);
    }
  }
}
