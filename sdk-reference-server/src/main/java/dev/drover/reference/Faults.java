package dev.drover.reference;

/**
 * Breaks the server's connections on purpose, as networks do. Faults strike sockets: scripted VMs
 * have none, and take no harm. A connection that was stalled or half-opened stays so until it is
 * cut or the server closes.
 */
public interface Faults {

  /**
   * Adds a rule.
   *
   * @param rule what goes wrong, when, with whom, how often
   */
  void inject(FaultRule rule);

  /**
   * Adds a rule that strikes once, whoever comes first.
   *
   * @param fault what goes wrong
   * @param point when
   */
  default void inject(Fault fault, FaultPoint point) {
    inject(FaultRule.of(fault, point));
  }

  /**
   * Cuts a client's connection, once, after it has carried so many messages from now on, in and out
   * together.
   *
   * @param frames how many messages
   */
  default void dropConnectionAfter(int frames) {
    inject(FaultRule.of(Fault.cut(), FaultPoint.afterFrames(frames)).only(PeerRole.CLIENT));
  }

  /** Cuts all connections now. */
  void cutAll();

  /**
   * Cuts all connections of one role now.
   *
   * @param role clients, VMs, or a runner's agents
   */
  void cutAll(PeerRole role);

  /** Takes all rules back. What has struck already is not undone. */
  void clear();

  /** How often faults have struck so far, connections cut by {@link #cutAll()} included. */
  long applied();
}
