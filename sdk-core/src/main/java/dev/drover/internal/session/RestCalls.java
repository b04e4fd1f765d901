package dev.drover.internal.session;

import dev.drover.ClientOptions;
import dev.drover.DroverException;
import dev.drover.internal.concurrent.Callbacks;
import dev.drover.internal.concurrent.DaemonThreads;
import dev.drover.internal.concurrent.Handover;
import dev.drover.internal.transport.HttpAddress;
import dev.drover.internal.transport.RestResponse;
import dev.drover.internal.transport.RestTransport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Calls to one server over HTTP. Each has one deadline for everything, and however it ends (answer,
 * deadline, cancel, close), its exchange ends with it. The token is asked for anew for every call,
 * on a thread that nobody else needs, and goes to this server alone.
 */
public final class RestCalls implements AutoCloseable {

  private final ClientOptions options;
  private final HttpAddress address;
  private final RestTransport transport;
  private final PendingRequests<RestAnswer> pending;
  private final AtomicLong ids = new AtomicLong();
  private volatile boolean closed;

  /**
   * Calls with these options; nothing is connected yet.
   *
   * @param options address, token, TLS, proxy, executor and limits
   */
  public RestCalls(ClientOptions options) {
    this.options = options;
    this.address = HttpAddress.of(options);
    this.transport = new RestTransport(options);
    Executor executor =
        options.callbackExecutor().<Executor>map(Handover::new).orElse(Callbacks.executor());
    this.pending =
        new PendingRequests<>(
            executor,
            options.inlineCompletion(),
            options.limits().maxPendingRequests(),
            this::describe);
  }

  /** The server's address. */
  public HttpAddress address() {
    return address;
  }

  /** The options. */
  public ClientOptions options() {
    return options;
  }

  /**
   * Calls, without waiting.
   *
   * @param call the call
   * @param inline whether the result may come on any thread, because nobody's code hangs on it
   * @param <T> its result
   * @return the result, or a {@link DroverException}; cancelling it ends the exchange
   */
  public <T> CompletableFuture<T> start(RestCall<T> call, boolean inline) {
    String id = "http-" + ids.incrementAndGet();
    PendingRequest<RestAnswer, T> request =
        pending.open(
            new Request(id, call.what(), call.timeout(), call.hint(), inline),
            answer -> false,
            call.convert());
    Underway underway = new Underway();
    request.onEnd(end -> underway.end());
    DaemonThreads.executor().execute(() -> send(call, request, underway));
    return request;
  }

  /**
   * Calls and waits.
   *
   * @param call the call
   * @param <T> its result
   * @return the result
   */
  public <T> T await(RestCall<T> call) {
    return Interrupted.await(start(call, true), call.what());
  }

  /** Ends all calls. Never blocks. */
  @Override
  public void close() {
    closed = true;
    pending.close();
    transport.close();
  }

  private void send(RestCall<?> call, PendingRequest<RestAnswer, ?> request, Underway underway) {
    try {
      String token =
          address.isOwn(call.request().uri()) ? RestToken.next(options, call.what()) : null;
      if (request.hasEnded()) {
        return;
      }
      CompletableFuture<RestResponse> exchange =
          call.exchange().apply(transport, call.request().token(token));
      underway.holds(exchange);
      exchange.whenComplete((response, failure) -> ended(request, token, response, failure));
    } catch (DroverException e) {
      pending.fail(request, e);
    } catch (RuntimeException | Error e) {
      pending.fail(request, new DroverException(call.what() + " was not sent: " + e, e));
    }
  }

  private void ended(
      PendingRequest<RestAnswer, ?> request,
      @Nullable String token,
      @Nullable RestResponse response,
      @Nullable Throwable failure) {
    if (response != null) {
      pending.answer(request, new RestAnswer(response, secrets(token)));
    } else if (failure != null) {
      pending.fail(
          request, RestFailures.noAnswer(options, request.request(), request.elapsed(), failure));
    }
  }

  private List<String> secrets(@Nullable String token) {
    List<String> secrets = new ArrayList<>(address.secrets());
    if (token != null) {
      secrets.add(token);
    }
    return secrets;
  }

  private String describe() {
    return closed
        ? "the client for " + address + " was closed; make a new one"
        : "asked of " + address;
  }

  @Override
  public String toString() {
    return address.toString();
  }

  /** The exchange of a call, which may end before it has one. */
  private static final class Underway {
    private @Nullable CompletableFuture<?> exchange;
    private boolean ended;

    synchronized void holds(CompletableFuture<?> begun) {
      exchange = begun;
      if (ended) {
        begun.cancel(true);
      }
    }

    void end() {
      CompletableFuture<?> begun;
      synchronized (this) {
        ended = true;
        begun = exchange;
      }
      if (begun != null) {
        begun.cancel(true);
      }
    }
  }
}
