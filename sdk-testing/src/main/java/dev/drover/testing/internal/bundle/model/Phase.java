package dev.drover.testing.internal.bundle.model;

/** What a test's time goes into, other than its own code. */
public enum Phase {
  /** Waiting for a VM that others have. */
  QUEUE("waiting for a VM"),
  /** Until the VM could be used. */
  START("starting VMs"),
  /** Commands running, by the VM's clock; those that run side by side are added up. */
  COMMAND("running commands"),
  /** The way of commands, output and pictures. */
  TRANSFER("transfer");

  private final String word;

  Phase(String word) {
    this.word = word;
  }

  /** For people. */
  public String word() {
    return word;
  }
}
