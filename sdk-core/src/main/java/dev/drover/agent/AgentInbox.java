package dev.drover.agent;

import dev.drover.ConnectionException;
import dev.drover.internal.session.Connection;
import dev.drover.internal.session.Dispatcher;
import dev.drover.internal.session.SessionProtocol;
import java.util.Optional;
import java.util.function.Supplier;

/** What a session hears for a VM: registers in its role, and hands on what is asked for. */
final class AgentInbox implements SessionProtocol {

  private final AgentRole role;
  private final Outbound out;
  private final Dispatcher work;
  private final Supplier<Connection> connection;

  /**
   * An inbox.
   *
   * @param role knows the protocol
   * @param out told of each connection
   * @param work runs what is asked for, in order
   * @param connection the newest connection
   */
  AgentInbox(AgentRole role, Outbound out, Dispatcher work, Supplier<Connection> connection) {
    this.role = role;
    this.out = out;
    this.work = work;
    this.connection = connection;
  }

  @Override
  public byte[] greeting() {
    return role.greeting();
  }

  @Override
  public Optional<String> refusal(byte[] frame) {
    return role.refusal(frame);
  }

  @Override
  public void onFrame(byte[] frame) {
    work.guaranteed(role.read(frame, connection.get()));
  }

  @Override
  public void onConnected(FrameSender sender, boolean again) {
    Connection now = connection.get();
    out.onRegistered(now);
    role.onRegistered(now);
  }

  @Override
  public void onDisconnected(ConnectionException cause) {
    role.onLost();
  }

  @Override
  public void onClosed(ConnectionException cause) {
    role.onLost();
  }
}
