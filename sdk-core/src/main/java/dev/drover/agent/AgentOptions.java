package dev.drover.agent;

import dev.drover.TerminalSize;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What an agent is and what it may do. Immutable: every setter returns a changed copy. The
 * defaults, and why they are what they are, stand in {@code AgentSettings}.
 */
public final class AgentOptions {

  private final AgentSettings settings;

  private AgentOptions(AgentSettings settings) {
    this.settings = settings;
  }

  /**
   * Default options.
   *
   * @param vmId the VM's id, unique at its hub or backend
   * @return the options
   * @throws IllegalArgumentException if the id is blank
   */
  public static AgentOptions of(String vmId) {
    if (vmId.isBlank()) {
      throw new IllegalArgumentException("an agent needs a VM id that is not blank");
    }
    return new AgentOptions(new AgentSettings(vmId));
  }

  /**
   * Default options for an agent that is called after its machine: the host name and the MAC
   * address of the first network interface that is up and real, as in {@code
   * DESKTOP-D92R0CO-fd:f5:d6:59:66:99}. The same at every start, as long as the hardware is; on a
   * machine without any MAC address a UUID takes its place, which lasts as long as this JVM.
   *
   * @return the options
   */
  public static AgentOptions ofThisMachine() {
    return of(MachineId.ofThisMachine());
  }

  /**
   * Another policy. By default everything may run.
   *
   * @param policy decides what may run
   * @return the changed copy
   */
  public AgentOptions withPolicy(CommandPolicy policy) {
    return with(s -> s.policy = policy);
  }

  /**
   * What the shell is to run for a command that is no line for it: a VM may understand phrases. By
   * default the command itself. The policy decides on the command as it was asked for.
   *
   * @param toShell gives the shell's line, in which the command's words are quoted; must not block;
   *     if it throws, the answer is its message with the code BAD_COMMAND
   * @return the changed copy
   */
  public AgentOptions withTranslation(UnaryOperator<String> toShell) {
    return with(s -> s.translation = toShell);
  }

  /**
   * Another working directory. By default the agent's own.
   *
   * @param directory where commands start
   * @return the changed copy
   */
  public AgentOptions withWorkingDirectory(Path directory) {
    return with(s -> s.workingDirectory = directory);
  }

  /**
   * Other environment variables. By default none.
   *
   * @param env in addition to the agent's own
   * @return the changed copy
   */
  public AgentOptions withEnv(Map<String, String> env) {
    Map<String, String> copy = Map.copyOf(env);
    return with(s -> s.env = copy);
  }

  /**
   * Another number of commands at once. By default 16; more are refused with BUSY.
   *
   * @param commands at least 1
   * @return the changed copy
   */
  public AgentOptions withMaxCommands(int commands) {
    int checked = AgentSettings.positive("maxCommands", commands);
    return with(s -> s.maxCommands = checked);
  }

  /**
   * How much of each command's output is kept for those who lost the connection, and for the final
   * result. By default 1 MiB; the oldest is dropped.
   *
   * @param bytes at least 1
   * @return the changed copy
   */
  public AgentOptions withKeptOutputBytes(int bytes) {
    int checked = AgentSettings.positive("keptOutputBytes", bytes);
    return with(s -> s.keptOutputBytes = checked);
  }

  /**
   * How long a stopped process tree has before it is killed. By default 3 s.
   *
   * @param grace between the gentle and the forceful stop
   * @return the changed copy
   */
  public AgentOptions withStopGrace(Duration grace) {
    return with(s -> s.stopGrace = grace);
  }

  /**
   * Where screenshots come from. By default the desktop if there is a display, else the VM's
   * console. Drawing that needs a font, which a headless Java on a bare Linux does not have:
   * install fontconfig and, say, fonts-dejavu-core.
   *
   * @param screen takes the pictures
   * @return the changed copy
   */
  public AgentOptions withScreen(ScreenSource screen) {
    return with(s -> s.screen = screen);
  }

  /**
   * Runs every command on a pseudo terminal that does not say {@code pty: false}. By default only
   * those that say {@code pty: true} get one, of 80 by 24.
   *
   * @param size of the terminals whose command does not say another
   * @return the changed copy
   */
  public AgentOptions withTerminal(TerminalSize size) {
    return with(s -> s.terminal = size);
  }

  /**
   * How often a backend is told that the VM is alive. By default every 30 s. Hubs are told nothing;
   * both kinds of connection are watched besides, see {@link dev.drover.ClientOptions#heartbeat}.
   *
   * @param interval above zero
   * @return the changed copy
   */
  public AgentOptions withHeartbeat(Duration interval) {
    if (interval.isNegative() || interval.isZero()) {
      throw new IllegalArgumentException("heartbeat must be above zero, but is " + interval);
    }
    return with(s -> s.heartbeat = interval);
  }

  /**
   * One label more, by which clients can wish for such a VM ({@code drover.v1}). By default there
   * is {@code os} alone: {@code linux}, {@code windows} or {@code macos}.
   *
   * @param name the label's name; one that is there already takes the new value
   * @param value its value
   * @return the changed copy
   */
  public AgentOptions withLabel(String name, String value) {
    AgentSettings.checkLabel(name, value);
    Map<String, String> labels = new TreeMap<>(settings.labels);
    labels.put(name, value);
    return with(s -> s.labels = Collections.unmodifiableMap(labels));
  }

  /** The VM's id. */
  public String vmId() {
    return settings.vmId;
  }

  /** Decides what may run. */
  public CommandPolicy policy() {
    return settings.policy;
  }

  /** What the shell runs for a command. */
  public UnaryOperator<String> translation() {
    return settings.translation;
  }

  /** Where commands start. */
  public Path workingDirectory() {
    return settings.workingDirectory;
  }

  /** Environment variables in addition to the agent's own. */
  public Map<String, String> env() {
    return settings.env;
  }

  /** How many commands may run at once. */
  public int maxCommands() {
    return settings.maxCommands;
  }

  /** How much of each command's output is kept. */
  public int keptOutputBytes() {
    return settings.keptOutputBytes;
  }

  /** How long a stopped process tree has before it is killed. */
  public Duration stopGrace() {
    return settings.stopGrace;
  }

  /** Where screenshots come from; null means the desktop or the console. */
  public @Nullable ScreenSource screen() {
    return settings.screen;
  }

  /** The terminal of commands that say nothing about one; null means that they get none. */
  public @Nullable TerminalSize terminal() {
    return settings.terminal;
  }

  /** How often a backend is told that the VM is alive. */
  public Duration heartbeat() {
    return settings.heartbeat;
  }

  /** What the VM says of itself, by names. */
  public Map<String, String> labels() {
    return settings.labels;
  }

  /** The id alone: variables can hold secrets. */
  @Override
  public String toString() {
    return "AgentOptions[" + settings.vmId + "]";
  }

  private AgentOptions with(Consumer<AgentSettings> change) {
    AgentSettings copy = new AgentSettings(settings);
    change.accept(copy);
    return new AgentOptions(copy);
  }
}
