package dev.drover.agent;

import dev.drover.ClientOptions;
import dev.drover.ConnectionException;
import dev.drover.internal.session.Connection;
import dev.drover.internal.session.Dispatcher;
import dev.drover.internal.session.SessionProtocol;
import dev.drover.internal.wire.HubMessage;
import dev.drover.internal.wire.HubMessage.ErrorMessage;
import dev.drover.internal.wire.MalformedMessageException;
import dev.drover.internal.wire.RequestIdScanner;
import dev.drover.internal.wire.WireCodec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The VM's side of {@code hub.md}: registers, and hands on what the hub asks for. */
final class AgentInbox implements SessionProtocol {

  private final ClientOptions options;
  private final String vmId;
  private final Outbound out;
  private final Dispatcher work;
  private final HubRequests requests;
  private final Runnable registered;
  private final Supplier<Connection> connection;

  /**
   * An inbox.
   *
   * @param options what to offer at registration
   * @param vmId this VM
   * @param out sends the answers
   * @param work runs what is asked for, in order
   * @param requests does it
   * @param registered told when the VM is registered
   * @param connection the newest connection
   */
  AgentInbox(
      ClientOptions options,
      String vmId,
      Outbound out,
      Dispatcher work,
      HubRequests requests,
      Runnable registered,
      Supplier<Connection> connection) {
    this.options = options;
    this.vmId = vmId;
    this.out = out;
    this.work = work;
    this.requests = requests;
    this.registered = registered;
    this.connection = connection;
  }

  @Override
  public byte[] greeting() {
    List<String> offered = options.extensions() ? List.of(HubMessage.DROVER_V1) : null;
    return WireCodec.HUB.encode(new HubMessage.Register("vm", vmId, offered));
  }

  @Override
  public Optional<String> refusal(byte[] frame) {
    try {
      return WireCodec.HUB.decode(frame) instanceof ErrorMessage error
          ? Optional.of(Optional.ofNullable(error.message()).orElse("no reason given"))
          : Optional.empty();
    } catch (MalformedMessageException e) {
      return Optional.empty(); // It is reported when its turn comes.
    }
  }

  @Override
  public void onFrame(byte[] frame) {
    Connection from = connection.get();
    try {
      HubMessage message = WireCodec.HUB.decode(frame);
      if (message instanceof HubMessage.Unknown unknown) {
        byte[] json = unknown.json().getBytes(StandardCharsets.UTF_8);
        ReplyTo to = reply(from, RequestIdScanner.find(json).orElse(null));
        work.guaranteed(() -> requests.unknown(unknown.type(), to));
      } else {
        ReplyTo to = reply(from, message.requestId());
        work.guaranteed(() -> requests.handle(message, to));
      }
    } catch (MalformedMessageException e) {
      ReplyTo to = reply(from, RequestIdScanner.find(frame).orElse(null));
      work.guaranteed(() -> requests.malformed(String.valueOf(e.getMessage()), to));
    }
  }

  @Override
  public void onConnected(FrameSender sender, boolean again) {
    registered.run();
  }

  @Override
  public void onDisconnected(ConnectionException cause) {
    // Commands go on; their sinks notice by themselves, and the hub asks again.
  }

  @Override
  public void onClosed(ConnectionException cause) {
    // The agent hears of it from the session.
  }

  private ReplyTo reply(Connection from, @Nullable String requestId) {
    return new ReplyTo(vmId, out, from, requestId);
  }
}
