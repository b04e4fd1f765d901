package dev.drover.reference;

/**
 * One connection to the server, as the journal knows it.
 *
 * @param id counts connections from 1; a peer that reconnects gets another
 * @param role what it registered as
 * @param name the VM's id, or {@code client-} and the id
 * @param address where it connected from, or {@code in memory} for a scripted VM
 */
public record PeerInfo(long id, PeerRole role, String name, String address) {

  /** One line: name, role and address. */
  @Override
  public String toString() {
    return name + " (" + role + ", " + address + ")";
  }
}
