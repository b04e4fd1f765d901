package dev.drover.agent;

import dev.drover.ClientOptions;
import dev.drover.internal.concurrent.DaemonThreads;
import dev.drover.internal.session.Connection;
import dev.drover.internal.wire.HubMessage;
import dev.drover.internal.wire.HubMessage.Attach;
import dev.drover.internal.wire.HubMessage.Command;
import dev.drover.internal.wire.HubMessage.ErrorMessage;
import dev.drover.internal.wire.HubMessage.Ping;
import dev.drover.internal.wire.HubMessage.Registered;
import dev.drover.internal.wire.HubMessage.ScreenshotRequest;
import dev.drover.internal.wire.HubMessage.SendInput;
import dev.drover.internal.wire.HubMessage.StateUpdate;
import dev.drover.internal.wire.HubMessage.StatusRequest;
import dev.drover.internal.wire.HubMessage.StopCommand;
import dev.drover.internal.wire.HubMessage.SystemInfoRequest;
import dev.drover.internal.wire.HubMessage.Unknown;
import dev.drover.internal.wire.MalformedMessageException;
import dev.drover.internal.wire.Metadata;
import dev.drover.internal.wire.RequestIdScanner;
import dev.drover.internal.wire.WireCodec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A VM that is registered with a hub, as {@code hub.md} has it. */
final class HubRole implements AgentRole {

  private final boolean extensions;
  private final VmBody vm;
  private final VmRequests requests;
  private final UnsentResults unsent;
  private final StateReports reports;

  HubRole(ClientOptions connection, VmBody vm, VmRequests requests) {
    this.extensions = connection.extensions();
    this.vm = vm;
    this.requests = requests;
    unsent = new UnsentResults(vm.out());
    reports = new StateReports(vm::running, this::sendState);
  }

  @Override
  public String otherSide() {
    return "hub";
  }

  @Override
  public byte[] greeting() {
    List<String> offered = extensions ? List.of(HubMessage.DROVER_V1) : null;
    Map<String, String> labels = extensions ? vm.options().labels() : null;
    return WireCodec.HUB.encode(new HubMessage.Register("vm", vm.vmId(), labels, offered));
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
  public Runnable read(byte[] frame, Connection from) {
    try {
      HubMessage message = WireCodec.HUB.decode(frame);
      return message instanceof Unknown unknown
          ? unknown(unknown, from)
          : () -> handle(message, reply(from, message.requestId()));
    } catch (MalformedMessageException e) {
      HubReply to = reply(from, RequestIdScanner.find(frame).orElse(null));
      return () -> requests.malformed(String.valueOf(e.getMessage()), to);
    }
  }

  @Override
  public void onRegistered(Connection now) {
    unsent.onRegistered(now);
    DaemonThreads.executor().execute(reports::reportAgain);
  }

  @Override
  public void onLost() {
    // Commands go on; their sinks notice by themselves, and the hub asks again.
  }

  @Override
  public void commandsChanged() {
    reports.reportChange();
  }

  @Override
  public void sendState(Map<String, Object> state) {
    vm.out().sendUnasked(WireCodec.HUB.encode(new StateUpdate(state)));
  }

  private void handle(HubMessage message, HubReply to) {
    if (message instanceof Command command) {
      requests.start(AskedCommand.of(command), to);
    } else if (message instanceof ScreenshotRequest request) {
      requests.screenshot(request.fullPage(), to);
    } else if (message instanceof StopCommand request) {
      requests.stop(commandId(request.metadata(), request.message()), to);
    } else if (message instanceof SendInput request) {
      String commandId = commandId(request.metadata(), null);
      requests.input(commandId, request.message(), request.eof(), to);
    } else if (message instanceof Attach request) {
      requests.attach(request.commandId(), request.fromSeq(), to);
    } else if (message instanceof Ping) {
      requests.ping(to);
    } else if (message instanceof StatusRequest) {
      requests.status(to);
    } else if (message instanceof SystemInfoRequest) {
      requests.systemInfo(to);
    } else if (message instanceof ErrorMessage error) {
      requests.reported("the hub", error.message());
    } else if (!(message instanceof Registered)) {
      requests.unknown(message.type(), to);
    }
  }

  private Runnable unknown(Unknown message, Connection from) {
    byte[] json = message.json().getBytes(StandardCharsets.UTF_8);
    HubReply to = reply(from, RequestIdScanner.find(json).orElse(null));
    return () -> requests.unknown(message.type(), to);
  }

  private HubReply reply(Connection from, @Nullable String requestId) {
    return new HubReply(vm, unsent, from, requestId);
  }

  private static @Nullable String commandId(
      @Nullable Metadata metadata, @Nullable String otherwise) {
    return metadata != null && metadata.commandId() != null ? metadata.commandId() : otherwise;
  }
}
