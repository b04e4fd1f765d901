package dev.drover.agent;

import dev.drover.TerminalSize;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The values behind {@link AgentOptions}, every default with its reason. Changed only between being
 * copied and being put into the final field of an {@code AgentOptions}, which publishes it.
 */
final class AgentSettings {

  final String vmId;

  /** VMs are made to be driven, and many are thrown away afterwards. */
  CommandPolicy policy = CommandPolicy.allowAll();

  /** Most commands are lines for the shell already. */
  UnaryOperator<String> translation = UnaryOperator.identity();

  Path workingDirectory = Path.of("").toAbsolutePath();
  Map<String, String> env = Map.of();

  /** More than a test run needs at once, fewer than a small machine can bear. */
  int maxCommands = 16;

  /** Some ten thousand lines; sixteen commands together stay within the heap of a small JVM. */
  int keptOutputBytes = 1 << 20;

  /** What service managers grant at least, and what somebody who pressed Ctrl-C will bear. */
  Duration stopGrace = Duration.ofSeconds(3);

  /** Null: the desktop if there is one, else the console. */
  @Nullable ScreenSource screen;

  /** Null: pipes, which keep the two output streams apart and leave programs unpaged. */
  @Nullable TerminalSize terminal;

  /** As {@code vm-agent-messages.md} has it. */
  Duration heartbeat = Duration.ofSeconds(30);

  /** What a test most often depends on. */
  Map<String, String> labels = Map.of("os", SystemInfo.os());

  AgentSettings(String vmId) {
    this.vmId = vmId;
  }

  AgentSettings(AgentSettings other) {
    vmId = other.vmId;
    policy = other.policy;
    translation = other.translation;
    workingDirectory = other.workingDirectory;
    env = other.env;
    maxCommands = other.maxCommands;
    keptOutputBytes = other.keptOutputBytes;
    stopGrace = other.stopGrace;
    screen = other.screen;
    terminal = other.terminal;
    heartbeat = other.heartbeat;
    labels = other.labels;
  }

  static int positive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, but is " + value);
    }
    return value;
  }

  static void checkLabel(String name, String value) {
    if (name.isBlank() || value.isBlank()) {
      throw new IllegalArgumentException(
          "a label needs a name and a value that are not blank, but is '%s' = '%s'"
              .formatted(name, value));
    }
  }
}
