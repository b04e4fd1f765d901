package dev.drover.reference;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The values behind {@link ServerOptions}, every default with its reason. Changed only between
 * being copied and being put into the final field of a {@code ServerOptions}, which publishes it.
 */
final class ServerSettings {

  /** VMs run what they are told; nobody on the network should tell them unless somebody says so. */
  String host = "127.0.0.1";

  /** Any free port, so that suites can run side by side. */
  int port;

  @Nullable String token;

  /** What a developer's machine carries without noticing. */
  int maxVms = 16;

  VmProvider vmProvider = VmProvider.processes();

  /** Holds the largest screenshots seen. */
  int maxFrameBytes = 16 << 20;

  /** A screenshot of every VM may wait for one client, and the server still fits a small heap. */
  int maxQueuedBytes = 64 << 20;

  /** Longer than an agent's longest wait between two attempts to reconnect, twice over. */
  Duration vmGrace = Duration.ofSeconds(30);

  /** Longer than any command a test waits for; only keeps what is forgotten from piling up. */
  Duration plainVmTimeout = Duration.ofMinutes(10);

  /** A peer registers at once; ten seconds cover somebody who types. */
  Duration registrationTimeout = Duration.ofSeconds(10);

  /** Three unanswered pings. */
  Duration idleTimeout = Duration.ofSeconds(60);

  /** A reader that takes nothing for so long is stuck, not slow. */
  Duration slowPeerTimeout = Duration.ofSeconds(30);

  ServerClock clock = ServerClock.system();

  /** Jobs are code that is run: nobody is let in unless somebody says so. */
  RunnerOptions runner = RunnerOptions.defaults();

  ServerSettings() {}

  ServerSettings(ServerSettings other) {
    host = other.host;
    port = other.port;
    token = other.token;
    maxVms = other.maxVms;
    vmProvider = other.vmProvider;
    maxFrameBytes = other.maxFrameBytes;
    maxQueuedBytes = other.maxQueuedBytes;
    vmGrace = other.vmGrace;
    plainVmTimeout = other.plainVmTimeout;
    registrationTimeout = other.registrationTimeout;
    idleTimeout = other.idleTimeout;
    slowPeerTimeout = other.slowPeerTimeout;
    clock = other.clock;
    runner = other.runner;
  }
}
