package dev.drover.reference;

/** What a peer is to the server. */
public enum PeerRole {
  /** Connected, but not registered yet. */
  UNREGISTERED,
  /** Asks for VMs and drives them. */
  CLIENT,
  /** Is a VM. */
  VM,
  /** Runs a runner's jobs. */
  AGENT
}
