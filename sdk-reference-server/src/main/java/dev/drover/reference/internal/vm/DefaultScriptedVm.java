package dev.drover.reference.internal.vm;

import dev.drover.DroverException;
import dev.drover.internal.wire.HubMessage;
import dev.drover.internal.wire.MalformedMessageException;
import dev.drover.internal.wire.WireCodec;
import dev.drover.reference.CommandScript;
import dev.drover.reference.PeerRole;
import dev.drover.reference.ScriptedVm;
import dev.drover.reference.internal.journal.RecordingJournal;
import dev.drover.reference.internal.peer.PeerHandler;
import dev.drover.reference.internal.peer.PeerIds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A scripted VM with its connection to the hub. */
public final class DefaultScriptedVm implements ScriptedVm {

  private final String id;
  private final PeerHandler hub;
  private final RecordingJournal journal;
  private final PeerIds ids;
  private final SerialExecutor serial = new SerialExecutor();
  private final ScriptBook scripts = new ScriptBook(this);
  private final ScriptedRequests requests;
  private Map<String, String> labels = Map.of();
  private @Nullable MemoryPeer peer;

  /** A VM that is not connected yet. */
  public DefaultScriptedVm(String id, PeerHandler hub, RecordingJournal journal, PeerIds ids) {
    this.id = id;
    this.hub = hub;
    this.journal = journal;
    this.ids = ids;
    this.requests = new ScriptedRequests(id, scripts, serial, this::send);
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public CommandScript onCommand(String command) {
    return scripts.add("'" + command + "'", command::equals);
  }

  @Override
  public CommandScript onCommand(Pattern pattern) {
    return scripts.add("/" + pattern + "/", pattern.asMatchPredicate());
  }

  @Override
  public CommandScript onCommand(Predicate<String> condition) {
    return scripts.add("a condition", condition);
  }

  @Override
  public ScriptedVm onScreenshot(byte[] image) {
    requests.showOnScreen(image);
    return this;
  }

  @Override
  public ScriptedVm onScreenshot(Path image) {
    try {
      return onScreenshot(Files.readAllBytes(image));
    } catch (IOException e) {
      throw new DroverException("the screenshot for " + id + " cannot be read: " + e, e);
    }
  }

  @Override
  public ScriptedVm labels(Map<String, String> said) {
    Map<String, String> copy = Map.copyOf(said);
    inTurn(
        () -> {
          labels = copy;
          if (peer != null && !peer.hasEnded()) {
            peer.end("registers anew");
            connectNow();
          }
        });
    return this;
  }

  @Override
  public ScriptedVm state(Map<String, ?> state) {
    Map<String, Object> copy = new HashMap<>(state);
    inTurn(() -> send(new HubMessage.StateUpdate(copy)));
    return this;
  }

  @Override
  public void disconnect() {
    inTurn(
        () -> {
          if (peer != null) {
            peer.end("connection lost");
          }
        });
  }

  @Override
  public void connect() {
    inTurn(this::connectNow);
  }

  @Override
  public List<String> commands() {
    return requests.commands();
  }

  @Override
  public List<String> inputs() {
    return requests.inputs();
  }

  private void connectNow() {
    if (peer != null && !peer.hasEnded()) {
      return;
    }
    MemoryPeer[] own = new MemoryPeer[1];
    MemoryPeer connection =
        new MemoryPeer(ids.next(), hub, journal, serial, frame -> receive(own[0], frame));
    own[0] = connection;
    peer = connection;
    connection.open();
    send(new HubMessage.Register("vm", id, labels, List.of(HubMessage.DROVER_V1)));
  }

  /** What is on its way over a former connection is lost with it. */
  private void receive(MemoryPeer from, byte[] frame) {
    if (from != peer || from.hasEnded()) {
      return;
    }
    try {
      requests.handle(WireCodec.HUB.decode(frame));
    } catch (MalformedMessageException e) {
      throw new IllegalStateException("the hub sent what is no message", e);
    }
  }

  /** Said to the hub if it is connected, else lost. */
  private void send(HubMessage message) {
    if (peer != null) {
      peer.deliver(WireCodec.HUB.encode(message));
    }
  }

  /** Runs on the VM's own executor, and waits for it: what is told to a VM has happened then. */
  private void inTurn(Runnable task) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    serial.execute(
        () -> {
          try {
            task.run();
            done.complete(null);
          } catch (RuntimeException | Error e) {
            done.completeExceptionally(e);
          }
        });
    done.join();
  }

  /** One line: the id and whether it is connected. */
  @Override
  public String toString() {
    MemoryPeer current = peer;
    boolean connected =
        current != null && !current.hasEnded() && current.info().role() == PeerRole.VM;
    return "ScriptedVm[" + id + ", " + (connected ? "connected" : "not connected") + "]";
  }
}
