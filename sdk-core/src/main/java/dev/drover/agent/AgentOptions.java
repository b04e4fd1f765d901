package dev.drover.agent;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an agent is and what it may do. Immutable: every setter returns a changed copy.
 *
 * @param vmId the VM's id
 * @param policy decides what may run; everything by default
 * @param workingDirectory where commands start; the agent's own by default
 * @param env environment variables in addition to the agent's own
 * @param maxCommands how many commands may run at once; 16 by default, more are refused with BUSY
 * @param keptOutputBytes how much of each command's output is kept for those who lost the
 *     connection, and for the final result; 1 MiB by default, the oldest is dropped
 * @param stopGrace how long a stopped process tree has before it is killed; 3 s by default
 * @param screen where screenshots come from; null means the desktop if there is a display, else the
 *     VM's console. Drawing that needs a font, which a headless Java on a bare Linux does not have:
 *     install fontconfig and, say, fonts-dejavu-core
 */
public record AgentOptions(
    String vmId,
    CommandPolicy policy,
    Path workingDirectory,
    Map<String, String> env,
    int maxCommands,
    int keptOutputBytes,
    Duration stopGrace,
    @Nullable ScreenSource screen) {

  /** Checks id and bounds. */
  public AgentOptions {
    if (vmId.isBlank()) {
      throw new IllegalArgumentException("an agent needs a VM id that is not blank");
    }
    if (maxCommands < 1 || keptOutputBytes < 1) {
      throw new IllegalArgumentException("maxCommands and keptOutputBytes must be at least 1");
    }
    env = Map.copyOf(env);
  }

  /**
   * Default options.
   *
   * @param vmId the VM's id
   * @return the options
   */
  public static AgentOptions of(String vmId) {
    return new AgentOptions(
        vmId,
        CommandPolicy.allowAll(),
        Path.of("").toAbsolutePath(),
        Map.of(),
        16,
        1 << 20,
        Duration.ofSeconds(3),
        null);
  }

  /**
   * Another policy.
   *
   * @param policy decides what may run
   * @return the changed copy
   */
  public AgentOptions withPolicy(CommandPolicy policy) {
    return new AgentOptions(
        vmId, policy, workingDirectory, env, maxCommands, keptOutputBytes, stopGrace, screen);
  }

  /**
   * Another working directory.
   *
   * @param directory where commands start
   * @return the changed copy
   */
  public AgentOptions withWorkingDirectory(Path directory) {
    return new AgentOptions(
        vmId, policy, directory, env, maxCommands, keptOutputBytes, stopGrace, screen);
  }

  /**
   * Other environment variables.
   *
   * @param env in addition to the agent's own
   * @return the changed copy
   */
  public AgentOptions withEnv(Map<String, String> env) {
    return new AgentOptions(
        vmId, policy, workingDirectory, env, maxCommands, keptOutputBytes, stopGrace, screen);
  }

  /**
   * Another number of commands at once.
   *
   * @param commands at least 1
   * @return the changed copy
   */
  public AgentOptions withMaxCommands(int commands) {
    return new AgentOptions(
        vmId, policy, workingDirectory, env, commands, keptOutputBytes, stopGrace, screen);
  }

  /**
   * Another bound on kept output.
   *
   * @param bytes at least 1
   * @return the changed copy
   */
  public AgentOptions withKeptOutputBytes(int bytes) {
    return new AgentOptions(
        vmId, policy, workingDirectory, env, maxCommands, bytes, stopGrace, screen);
  }

  /**
   * Another grace period.
   *
   * @param grace between the gentle and the forceful stop
   * @return the changed copy
   */
  public AgentOptions withStopGrace(Duration grace) {
    return new AgentOptions(
        vmId, policy, workingDirectory, env, maxCommands, keptOutputBytes, grace, screen);
  }

  /**
   * Another source of screenshots.
   *
   * @param screen takes the pictures
   * @return the changed copy
   */
  public AgentOptions withScreen(ScreenSource screen) {
    return new AgentOptions(
        vmId, policy, workingDirectory, env, maxCommands, keptOutputBytes, stopGrace, screen);
  }
}
