package dev.drover.internal.transport;

import dev.drover.ClientOptions;
import dev.drover.internal.transport.RestFailure.Kind;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Requests over HTTP, each answered with a status and a body, or failed with {@link RestFailure}.
 * The only place that knows the JDK's HTTP client. Knows no deadlines but the one for connecting;
 * cancelling a future ends its exchange. Redirects are not followed: a token goes where it was
 * meant to go, and nowhere else. HTTP/1.1, since the offer of a cleartext upgrade to 2 confuses
 * some servers.
 */
public final class RestTransport implements AutoCloseable {

  /** The client adds its timeout to the time of day, and that must stay a time. */
  private static final Duration LONGEST_CONNECT = Duration.ofDays(1);

  private final ClientOptions options;
  private final ClientThreads threads = new ClientThreads();
  private final Set<Runnable> underway = ConcurrentHashMap.newKeySet();
  private final ProxySelector proxies;
  private @Nullable HttpClient client;
  private boolean closed;

  /**
   * A transport without any connection yet.
   *
   * @param options its TLS context, proxy, connect timeout and bound of messages
   * @throws IllegalArgumentException if the proxy is none for HTTP
   */
  public RestTransport(ClientOptions options) {
    this.options = options;
    this.proxies = options.proxy().map(RestTransport::through).orElse(HttpClient.Builder.NO_PROXY);
  }

  /**
   * Sends a request; may block while the host's name is looked up.
   *
   * @param request the request
   * @return the answer, its body in memory
   */
  public CompletableFuture<RestResponse> send(RestRequest request) {
    return exchange(request, this::inMemory);
  }

  /**
   * Sends a request whose answer goes to a file, if it is a success. Until it is whole it has
   * another name in the same directory, and if it breaks off it is removed.
   *
   * @param request the request
   * @param file where it goes; replaced if it is there
   * @param mostBytes how large it may be
   * @return the answer, without a body if that went to the file
   */
  public CompletableFuture<RestResponse> download(RestRequest request, Path file, long mostBytes) {
    return exchange(
        request, head -> head.statusCode() / 100 == 2 ? toFile(file, mostBytes) : inMemory(head));
  }

  /** Ends all exchanges and connections. Never blocks. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      client = null;
    }
    underway.forEach(Runnable::run);
    threads.end();
  }

  private CompletableFuture<RestResponse> exchange(
      RestRequest request, BodyHandler<byte[]> handler) {
    CompletableFuture<HttpResponse<byte[]>> exchange;
    try {
      HttpRequest http = asHttp(request);
      exchange = client().sendAsync(http, handler);
    } catch (IOException e) {
      return CompletableFuture.failedFuture(e);
    } catch (RuntimeException e) {
      // Its message may quote a header's value, and that may be the token.
      return CompletableFuture.failedFuture(
          new RestFailure(
              Kind.PROTOCOL, "no such request can be made: " + e.getClass().getSimpleName(), null));
    }
    Runnable end = () -> exchange.cancel(true);
    underway.add(end);
    exchange.whenComplete((response, failure) -> underway.remove(end));
    if (isClosed()) {
      end.run();
    }
    return new Exchange(exchange);
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  private synchronized HttpClient client() throws RestFailure {
    if (closed) {
      throw new RestFailure(Kind.CLOSED, "it was closed", null);
    }
    if (client == null) {
      HttpClient.Builder builder =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .followRedirects(HttpClient.Redirect.NEVER)
              .proxy(proxies)
              .executor(threads)
              .connectTimeout(connectTimeout());
      options.sslContext().ifPresent(builder::sslContext);
      client = builder.build();
    }
    return client;
  }

  private Duration connectTimeout() {
    Duration timeout = options.connectTimeout();
    return timeout.compareTo(LONGEST_CONNECT) < 0 ? timeout : LONGEST_CONNECT;
  }

  private static HttpRequest asHttp(RestRequest request) {
    byte[] json = request.json();
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(request.uri())
            .method(
                request.method(),
                json == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(json));
    if (json != null) {
      builder.header("Content-Type", "application/json");
    }
    if (request.token() != null) {
      builder.header("Authorization", "Bearer " + request.token());
    }
    return builder.build();
  }

  private BoundedBody inMemory(ResponseInfo head) {
    return new BoundedBody(BodySink.memory(), options.limits().maxMessageBytes());
  }

  private static BoundedBody toFile(Path file, long mostBytes) {
    try {
      return new BoundedBody(FileSink.open(file), mostBytes);
    } catch (IOException e) {
      return BoundedBody.refused(BoundedBody.notWritten(e));
    }
  }

  private static ProxySelector through(Proxy proxy) {
    if (proxy.type() == Proxy.Type.DIRECT) {
      return HttpClient.Builder.NO_PROXY;
    }
    if (proxy.type() == Proxy.Type.HTTP && proxy.address() instanceof InetSocketAddress address) {
      return ProxySelector.of(address);
    }
    throw new IllegalArgumentException(
        "REST requests can go through HTTP proxies only, but the proxy is " + proxy);
  }

  /** What its user holds: cancelling it reaches the exchange itself. */
  private static final class Exchange extends CompletableFuture<RestResponse> {
    private final CompletableFuture<HttpResponse<byte[]>> exchange;

    Exchange(CompletableFuture<HttpResponse<byte[]>> exchange) {
      this.exchange = exchange;
      exchange.whenComplete(this::ended);
    }

    private void ended(@Nullable HttpResponse<byte[]> response, @Nullable Throwable failure) {
      if (response != null) {
        complete(
            new RestResponse(response.statusCode(), response.headers().map(), response.body()));
      } else if (failure != null) {
        completeExceptionally(RestFailure.of(failure));
      }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
      boolean cancelled = super.cancel(mayInterruptIfRunning);
      exchange.cancel(true);
      return cancelled;
    }
  }
}
