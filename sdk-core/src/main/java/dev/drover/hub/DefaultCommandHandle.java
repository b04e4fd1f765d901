package dev.drover.hub;

import dev.drover.DroverException;
import dev.drover.RequestTimeoutException;
import dev.drover.Subscription;
import dev.drover.internal.session.Dispatcher;
import dev.drover.internal.session.Durations;
import dev.drover.internal.session.Interrupted;
import dev.drover.internal.session.Lanes;
import dev.drover.internal.session.PendingRequest;
import dev.drover.internal.wire.HubMessage;
import dev.drover.internal.wire.Metadata;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A command under way. Its listeners, the pieces kept for late ones and its result live on the
 * connection's dispatcher, which is what keeps them in order.
 */
final class DefaultCommandHandle implements CommandHandle {

  private final HubConversation hub;
  private final CommandRequest request;
  private final CommandStream.Target target;
  private final Dispatcher dispatcher;
  private final CommandStream stream;
  private final PendingRequest<HubMessage, CommandResult> result;
  private final CopyOnWriteArrayList<Listener> listeners = new CopyOnWriteArrayList<>();

  /** Pieces heard so far, the newest; touched on the dispatcher only. */
  private final ArrayDeque<CommandOutput> heard = new ArrayDeque<>();

  private long heardLength;

  DefaultCommandHandle(
      HubConversation hub, Ask<?> ask, CommandStream.Target target, CommandRequest request) {
    this.hub = hub;
    this.request = request;
    this.target = target;
    this.dispatcher = hub.dispatcher();
    this.stream = new CommandStream(hub, ask, target, false, new Ordered());
    this.result = stream.send();
  }

  @Override
  public String vmId() {
    return target.vmId();
  }

  @Override
  public String commandId() {
    return target.commandId();
  }

  @Override
  public CommandRequest request() {
    return request;
  }

  @Override
  public Subscription onOutput(Consumer<? super CommandOutput> consumer) {
    Listener listener = new Listener(consumer);
    dispatcher.unbounded(
        () -> {
          heard.forEach(listener::hear);
          listeners.add(listener);
        });
    return listener;
  }

  @Override
  public void sendInput(String text) {
    hub.requireV1("sendInput");
    hub.askAndWait(input(text, null));
  }

  @Override
  public CompletableFuture<Void> sendInputAsync(String text) {
    hub.requireV1("sendInput");
    return hub.ask(input(text, null));
  }

  @Override
  public void closeInput() {
    hub.requireV1("closeInput");
    hub.askAndWait(input("", true));
  }

  @Override
  public void stop() {
    hub.requireV1("stop");
    hub.askAndWait(stopping());
  }

  @Override
  public CompletableFuture<Void> stopAsync() {
    hub.requireV1("stop");
    return hub.ask(stopping());
  }

  @Override
  public CompletableFuture<CommandResult> result() {
    return result;
  }

  @Override
  public CommandResult await() {
    return await(null);
  }

  @Override
  public CommandResult await(@Nullable Duration timeout) {
    if (dispatcher.isCurrentThread()) {
      throw new IllegalStateException(
          "await() inside a callback of the same connection would wait for itself; use result().thenAccept(…) there");
    }
    try {
      return timeout == null
          ? result.get()
          : result.get(Durations.nanos(timeout), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new RequestTimeoutException(
          "%s is still running after %d ms; wait longer, or stop() it"
              .formatted(this, timeout == null ? 0 : timeout.toMillis()));
    } catch (InterruptedException e) {
      throw Interrupted.during("waiting for " + this, e);
    } catch (ExecutionException e) {
      // The failure may be waited for in several places, so it is left as it is.
      throw e.getCause() instanceof DroverException failure
          ? failure
          : Interrupted.during(toString(), e);
    }
  }

  @Override
  public String toString() {
    return "command '%s' on %s".formatted(request.command(), target.vmId());
  }

  private Ask<@Nullable Void> input(String text, @Nullable Boolean eof) {
    return Ask.of(
        "input for " + this,
        hub.options().requestTimeout(),
        "is the VM still connected?",
        new Lanes.Key(vmId(), "send_input"),
        id -> new HubMessage.SendInput(vmId(), text, Metadata.ofCommand(commandId()), eof, id),
        HubMessage.Ack.class,
        ack -> null);
  }

  private Ask<@Nullable Void> stopping() {
    return Ask.of(
        "stopping " + this,
        hub.options().requestTimeout(),
        "is the VM still connected?",
        new Lanes.Key(vmId(), "stop_command"),
        stream::stop,
        HubMessage.CommandStopped.class,
        stopped -> null);
  }

  /** Hands the command's story to the dispatcher. */
  private final class Ordered implements CommandSink {
    @Override
    public void piece(CommandOutput piece) {
      dispatcher.guaranteed(() -> hear(piece));
    }

    @Override
    public void end(Runnable completion) {
      dispatcher.unbounded(completion);
    }

    private void hear(CommandOutput piece) {
      heard.add(piece);
      heardLength += piece.text().length();
      while (heardLength > hub.options().limits().maxOutputBytes()) {
        heardLength -= heard.remove().text().length();
      }
      if (!stream.isOver()) { // Nothing follows the end, even one that came by deadline or loss.
        listeners.forEach(listener -> listener.hear(piece));
      }
    }
  }

  private final class Listener implements Subscription {
    private final Consumer<? super CommandOutput> consumer;
    private volatile boolean active = true;

    Listener(Consumer<? super CommandOutput> consumer) {
      this.consumer = consumer;
    }

    void hear(CommandOutput piece) {
      if (!active) {
        return;
      }
      try {
        consumer.accept(piece);
      } catch (Throwable t) {
        hub.errors().report("a listener of " + DefaultCommandHandle.this + " threw " + t, t);
      }
    }

    @Override
    public boolean isActive() {
      return active && !result.isDone();
    }

    @Override
    public void close() {
      active = false;
      listeners.remove(this);
    }
  }
}
