package dev.drover;

import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The values behind {@link ClientOptions}, every default with its reason. Changed only between
 * being copied and being put into the final field of a {@code ClientOptions}, which publishes it.
 */
final class ConnectionSettings {

  URI uri;
  @Nullable Supplier<String> token;

  /** A LAN answers in milliseconds; ten seconds cover a sleepy VPN and one lost SYN or two. */
  Duration connectTimeout = Duration.ofSeconds(10);

  /** A hub may start a VM to answer; half a minute is what users of other SDKs expect. */
  Duration requestTimeout = Duration.ofSeconds(30);

  /** Long enough for a build step, short enough that a hung one does not eat a nightly run. */
  Duration commandTimeout = Duration.ofMinutes(5);

  /** A peer that has not said goodbye in two seconds will not. */
  Duration closeTimeout = Duration.ofSeconds(2);

  /** A dead connection is noticed within half a minute, before a request's default deadline. */
  Duration heartbeat = Duration.ofSeconds(15);

  /** Quick after a restart of the server, and never more than ten seconds behind it. */
  Backoff backoff = Backoff.exponential(Duration.ofMillis(250), Duration.ofSeconds(10));

  boolean retryFirstConnect;
  WhileDisconnected whileDisconnected = WhileDisconnected.reject();
  @Nullable SSLContext sslContext;
  @Nullable Proxy proxy;
  @Nullable Executor callbackExecutor;
  boolean inlineCompletion;
  @Nullable Consumer<? super DroverException> errorHook;
  Limits limits = Limits.DEFAULT;
  boolean extensions = true;
  boolean spreadPreviews;

  ConnectionSettings(URI uri) {
    this.uri = uri;
  }

  ConnectionSettings(ConnectionSettings other) {
    uri = other.uri;
    token = other.token;
    connectTimeout = other.connectTimeout;
    requestTimeout = other.requestTimeout;
    commandTimeout = other.commandTimeout;
    closeTimeout = other.closeTimeout;
    heartbeat = other.heartbeat;
    backoff = other.backoff;
    retryFirstConnect = other.retryFirstConnect;
    whileDisconnected = other.whileDisconnected;
    sslContext = other.sslContext;
    proxy = other.proxy;
    callbackExecutor = other.callbackExecutor;
    inlineCompletion = other.inlineCompletion;
    errorHook = other.errorHook;
    limits = other.limits;
    extensions = other.extensions;
    spreadPreviews = other.spreadPreviews;
  }

  /** Scheme, host, port and path: what may be shown. */
  String address() {
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    String path = uri.getRawPath() == null ? "" : uri.getRawPath();
    return uri.getScheme() + "://" + uri.getHost() + port + path;
  }
}
