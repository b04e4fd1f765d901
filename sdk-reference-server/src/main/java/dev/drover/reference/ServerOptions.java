package dev.drover.reference;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How a reference server listens and what it allows. Immutable: every setter returns a changed
 * copy. The defaults, and why they are what they are, stand in {@code ServerSettings}.
 */
public final class ServerOptions {

  private static final ServerOptions DEFAULTS = new ServerOptions(new ServerSettings());

  private final ServerSettings settings;

  private ServerOptions(ServerSettings settings) {
    this.settings = settings;
  }

  /** Loopback, any free port, no token, process VMs. */
  public static ServerOptions defaults() {
    return DEFAULTS;
  }

  /**
   * Another address to listen on.
   *
   * @param host a name or address of this machine; {@code 0.0.0.0} means all of them
   * @return the changed copy
   */
  public ServerOptions withHost(String host) {
    if (host.isBlank()) {
      throw new IllegalArgumentException("the host is blank; 127.0.0.1 is the default");
    }
    return with(s -> s.host = host);
  }

  /**
   * Another port to listen on.
   *
   * @param port 0 means any that is free
   * @return the changed copy
   */
  public ServerOptions withPort(int port) {
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("a port is between 0 and 65535, not " + port);
    }
    return with(s -> s.port = port);
  }

  /**
   * Demands a token of everybody, as {@code Authorization: Bearer} or {@code ?token=}.
   *
   * @param token not blank
   * @return the changed copy
   */
  public ServerOptions withToken(String token) {
    if (token.isBlank()) {
      throw new IllegalArgumentException("the token is blank; to demand none, set none");
    }
    return with(s -> s.token = token);
  }

  /**
   * How many VMs of the provider's may exist at once. VMs that connect by themselves do not count.
   *
   * @param vms 0 or more
   * @return the changed copy
   */
  public ServerOptions withMaxVms(int vms) {
    if (vms < 0) {
      throw new IllegalArgumentException("maxVms must be 0 or more, is " + vms);
    }
    return with(s -> s.maxVms = vms);
  }

  /**
   * Where VMs come from when none is free.
   *
   * @param provider starts VMs
   * @return the changed copy
   */
  public ServerOptions withVmProvider(VmProvider provider) {
    return with(s -> s.vmProvider = provider);
  }

  /**
   * The largest message accepted, its fragments together; over it the connection closes with 1009.
   *
   * @param bytes at least 1024
   * @return the changed copy
   */
  public ServerOptions withMaxFrameBytes(int bytes) {
    if (bytes < 1024) {
      throw new IllegalArgumentException("maxFrameBytes must be at least 1024, is " + bytes);
    }
    return with(s -> s.maxFrameBytes = bytes);
  }

  /**
   * How much may wait to be sent to one peer; over it the peer is dropped.
   *
   * @param bytes at least 1024
   * @return the changed copy
   */
  public ServerOptions withMaxQueuedBytes(int bytes) {
    if (bytes < 1024) {
      throw new IllegalArgumentException("maxQueuedBytes must be at least 1024, is " + bytes);
    }
    return with(s -> s.maxQueuedBytes = bytes);
  }

  /**
   * How long a VM that lost its connection may take to come back before its commands are given up.
   *
   * @param grace above zero
   * @return the changed copy
   */
  public ServerOptions withVmGrace(Duration grace) {
    Duration checked = positive("vmGrace", grace);
    return with(s -> s.vmGrace = checked);
  }

  /**
   * How long a VM may take for an answer, commands of VMs that know {@code drover.v1} excepted.
   *
   * @param timeout above zero
   * @return the changed copy
   */
  public ServerOptions withPlainVmTimeout(Duration timeout) {
    Duration checked = positive("plainVmTimeout", timeout);
    return with(s -> s.plainVmTimeout = checked);
  }

  /**
   * How long a peer may be connected without having registered.
   *
   * @param timeout above zero
   * @return the changed copy
   */
  public ServerOptions withRegistrationTimeout(Duration timeout) {
    Duration checked = positive("registrationTimeout", timeout);
    return with(s -> s.registrationTimeout = checked);
  }

  /**
   * How long a peer may be silent, pings unanswered, before it counts as dead.
   *
   * @param timeout above zero
   * @return the changed copy
   */
  public ServerOptions withIdleTimeout(Duration timeout) {
    Duration checked = positive("idleTimeout", timeout);
    return with(s -> s.idleTimeout = checked);
  }

  /**
   * How long a peer for which something waits may take nothing of it before it is dropped.
   *
   * @param timeout above zero
   * @return the changed copy
   */
  public ServerOptions withSlowPeerTimeout(Duration timeout) {
    Duration checked = positive("slowPeerTimeout", timeout);
    return with(s -> s.slowPeerTimeout = checked);
  }

  /**
   * The time by which executions, leases and the runner live; all else of the hub has the machine's
   * own.
   *
   * @param clock such as a {@link ManualClock}
   * @return the changed copy
   */
  public ServerOptions withClock(ServerClock clock) {
    return with(s -> s.clock = clock);
  }

  /**
   * Whom the runner's side lets in.
   *
   * @param runner by default it lets nobody in
   * @return the changed copy
   */
  public ServerOptions withRunner(RunnerOptions runner) {
    return with(s -> s.runner = runner);
  }

  /**
   * Lets the runner's clients and agents in who show a JWT that was signed with a secret.
   *
   * @param secret not blank; {@link RunnerTokens} makes tokens with it
   * @return the changed copy
   */
  public ServerOptions withJwtSecret(String secret) {
    return withRunner(runner().withJwtSecret(secret));
  }

  /** The address to listen on. */
  public String host() {
    return settings.host;
  }

  /** The port to listen on; 0 means any. */
  public int port() {
    return settings.port;
  }

  /** The token demanded, if one is. */
  public Optional<String> token() {
    return Optional.ofNullable(settings.token);
  }

  /** How many VMs of the provider's may exist at once. */
  public int maxVms() {
    return settings.maxVms;
  }

  /** Where VMs come from when none is free. */
  public VmProvider vmProvider() {
    return settings.vmProvider;
  }

  /** The largest message accepted. */
  public int maxFrameBytes() {
    return settings.maxFrameBytes;
  }

  /** How much may wait to be sent to one peer. */
  public int maxQueuedBytes() {
    return settings.maxQueuedBytes;
  }

  /** How long a lost VM may take to come back. */
  public Duration vmGrace() {
    return settings.vmGrace;
  }

  /** How long a VM may take for an answer. */
  public Duration plainVmTimeout() {
    return settings.plainVmTimeout;
  }

  /** How long a peer may take to register. */
  public Duration registrationTimeout() {
    return settings.registrationTimeout;
  }

  /** How long a peer may be silent. */
  public Duration idleTimeout() {
    return settings.idleTimeout;
  }

  /** How long a peer may take nothing of what waits for it. */
  public Duration slowPeerTimeout() {
    return settings.slowPeerTimeout;
  }

  /** The time by which executions and leases live. */
  public ServerClock clock() {
    return settings.clock;
  }

  /** Whom the runner's side lets in. */
  public RunnerOptions runner() {
    return settings.runner;
  }

  /** One line, without the token. */
  @Override
  public String toString() {
    return "ServerOptions[%s:%d, %s, at most %d VMs]"
        .formatted(
            settings.host,
            settings.port,
            settings.token == null ? "no token" : "with token",
            settings.maxVms);
  }

  private ServerOptions with(Consumer<ServerSettings> change) {
    ServerSettings copy = new ServerSettings(settings);
    change.accept(copy);
    return new ServerOptions(copy);
  }

  private static Duration positive(String name, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(name + " must be above zero, but is " + value);
    }
    return value;
  }
}
