package dev.drover.reference.internal.execution;

import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** The fleet's VMs, as far as executions need them. Every method returns at once. */
public interface Vms {

  /** The ids of those that are connected. */
  Set<String> connected();

  /** What a VM's screen shows, as an encoded image. */
  CompletableFuture<byte[]> screenshot(String vmId);

  /**
   * Runs a command.
   *
   * @param output hears what it writes, in order
   */
  VmCommand run(String vmId, String command, Output output);

  /** Hears what a command writes. */
  @FunctionalInterface
  interface Output {
    /** A piece of text, cut anywhere. */
    void write(boolean stderr, String text);
  }

  /** A command under way. */
  interface VmCommand {
    /** Its exit code; fails with a {@link VmFailure}. */
    CompletableFuture<Integer> exitCode();

    /** Stops it, with all that it started. */
    void stop();
  }
}
