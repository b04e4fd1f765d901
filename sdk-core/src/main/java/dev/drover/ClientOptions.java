package dev.drover;

import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * How a client or agent connects. Immutable: every setter returns a changed copy. The defaults, and
 * why they are what they are, stand in {@code ConnectionSettings}.
 *
 * <pre>{@code
 * ClientOptions.of("wss://hub.example:8765").token(() -> readToken()).requestTimeout(ofSeconds(10))
 * }</pre>
 */
public final class ClientOptions {

  private static final Set<String> SCHEMES = Set.of("ws", "wss", "http", "https");

  private final ConnectionSettings settings;

  private ClientOptions(ConnectionSettings settings) {
    this.settings = settings;
  }

  /**
   * Default options for an address.
   *
   * @param uri {@code ws://}, {@code wss://}, {@code http://} or {@code https://}, host, port and
   *     path
   * @return the options
   * @throws IllegalArgumentException if it is not such an address
   */
  public static ClientOptions of(String uri) {
    try {
      return of(URI.create(uri));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "'" + uri + "' is no address to connect to; write it like ws://localhost:8765", e);
    }
  }

  /**
   * Default options for an address.
   *
   * @param uri as for {@link #of(String)}
   * @return the options
   * @throws IllegalArgumentException if it is not such an address
   */
  public static ClientOptions of(URI uri) {
    String scheme = uri.getScheme();
    if (scheme == null
        || !SCHEMES.contains(scheme.toLowerCase(Locale.ROOT))
        || uri.getHost() == null) {
      throw new IllegalArgumentException(
          "'" + uri + "' needs one of the schemes ws, wss, http, https, and a host");
    }
    return new ClientOptions(new ConnectionSettings(uri));
  }

  /**
   * Another address, all else the same.
   *
   * @param uri as for {@link #of(URI)}
   * @return the changed copy
   */
  public ClientOptions uri(URI uri) {
    URI checked = of(uri).uri();
    return with(s -> s.uri = checked);
  }

  /**
   * Where the token comes from. Asked anew for every attempt to connect, so that a token may
   * expire; sent as {@code Authorization: Bearer}, or where a protocol says so ({@code
   * execution-monitoring.md}) as part of the query; never part of a message, log or {@code
   * toString()}.
   *
   * @param supplier gives the token; may be slow, is called on the connecting thread
   * @return the changed copy
   */
  public ClientOptions token(Supplier<String> supplier) {
    return with(s -> s.token = supplier);
  }

  /**
   * A token that never changes.
   *
   * @param token the token
   * @return the changed copy
   */
  public ClientOptions token(String token) {
    return token(() -> token);
  }

  /**
   * How long one attempt may take, name look-up, proxy, TLS and handshake together.
   *
   * @param timeout above zero
   * @return the changed copy
   */
  public ClientOptions connectTimeout(Duration timeout) {
    Duration checked = positive("connectTimeout", timeout);
    return with(s -> s.connectTimeout = checked);
  }

  /**
   * How long an answer may take, for requests other than commands.
   *
   * @param timeout above zero
   * @return the changed copy
   */
  public ClientOptions requestTimeout(Duration timeout) {
    Duration checked = positive("requestTimeout", timeout);
    return with(s -> s.requestTimeout = checked);
  }

  /**
   * How long a command may run that does not say so itself.
   *
   * @param timeout above zero
   * @return the changed copy
   */
  public ClientOptions commandTimeout(Duration timeout) {
    Duration checked = positive("commandTimeout", timeout);
    return with(s -> s.commandTimeout = checked);
  }

  /**
   * How long {@code close()} waits for the other side to say goodbye.
   *
   * @param timeout above zero
   * @return the changed copy
   */
  public ClientOptions closeTimeout(Duration timeout) {
    Duration checked = positive("closeTimeout", timeout);
    return with(s -> s.closeTimeout = checked);
  }

  /**
   * How long the connection may be silent before it is probed with a ping. If nothing at all
   * arrives for as long again, it counts as lost.
   *
   * @param interval above zero
   * @return the changed copy
   */
  public ClientOptions heartbeat(Duration interval) {
    Duration checked = positive("heartbeat", interval);
    return with(s -> s.heartbeat = checked);
  }

  /**
   * How long to wait between attempts to reconnect, and when to give up.
   *
   * @param backoff the policy
   * @return the changed copy
   */
  public ClientOptions backoff(Backoff backoff) {
    return with(s -> s.backoff = backoff);
  }

  /**
   * Whether a first attempt that fails is repeated with the same backoff, as after a loss. Off by
   * default: a wrong address should fail at once. An agent that starts before its hub turns it on.
   *
   * @param retry whether to go on
   * @return the changed copy
   */
  public ClientOptions retryFirstConnect(boolean retry) {
    return with(s -> s.retryFirstConnect = retry);
  }

  /**
   * What becomes of requests made while the connection is down.
   *
   * @param policy refuse, or wait
   * @return the changed copy
   */
  public ClientOptions whileDisconnected(WhileDisconnected policy) {
    return with(s -> s.whileDisconnected = policy);
  }

  /**
   * The TLS context for {@code wss} and {@code https}. Host names are always verified.
   *
   * @param context keys and trusted certificates
   * @return the changed copy
   */
  public ClientOptions sslContext(SSLContext context) {
    return with(s -> s.sslContext = context);
  }

  /**
   * An HTTP or SOCKS proxy, which also resolves the host name.
   *
   * @param proxy the proxy
   * @return the changed copy
   */
  public ClientOptions proxy(Proxy proxy) {
    return with(s -> s.proxy = proxy);
  }

  /**
   * Where listeners run and futures complete. By default on daemon threads of Drover's own, as many
   * as are busy.
   *
   * @param executor runs callbacks; if it refuses one, that runs on a thread of Drover's
   * @return the changed copy
   */
  public ClientOptions callbackExecutor(Executor executor) {
    return with(s -> s.callbackExecutor = executor);
  }

  /**
   * Whether futures complete on the thread that reads the socket. Saves a thread switch per answer;
   * then nothing that depends on such a future may ever block.
   *
   * @param inline whether to complete there
   * @return the changed copy
   */
  public ClientOptions inlineCompletion(boolean inline) {
    return with(s -> s.inlineCompletion = inline);
  }

  /**
   * Hears of what would otherwise only be logged: exceptions of listeners, malformed messages,
   * answers nobody waits for.
   *
   * @param hook called on a callback thread
   * @return the changed copy
   */
  public ClientOptions onError(Consumer<? super DroverException> hook) {
    return with(s -> s.errorHook = hook);
  }

  /**
   * How much one connection may hold.
   *
   * @param limits the bounds
   * @return the changed copy
   */
  public ClientOptions limits(Limits limits) {
    return with(s -> s.limits = limits);
  }

  /**
   * Whether to offer the extension {@code drover.v1} at registration. On by default.
   *
   * @param offered whether to offer it
   * @return the changed copy
   */
  public ClientOptions extensions(boolean offered) {
    return with(s -> s.extensions = offered);
  }

  /**
   * Whether previews of an execution may use further connections when the first one holds as many
   * as the protocol allows (five). Off by default: servers count connections, too.
   *
   * @param spread whether to open them, up to ten connections in all
   * @return the changed copy
   */
  public ClientOptions spreadPreviews(boolean spread) {
    return with(s -> s.spreadPreviews = spread);
  }

  /** The address. */
  public URI uri() {
    return settings.uri;
  }

  /** Where the token comes from, if there is one. */
  public Optional<Supplier<String>> token() {
    return Optional.ofNullable(settings.token);
  }

  /** How long one attempt may take. */
  public Duration connectTimeout() {
    return settings.connectTimeout;
  }

  /** How long an answer may take. */
  public Duration requestTimeout() {
    return settings.requestTimeout;
  }

  /** How long a command may run that does not say so itself. */
  public Duration commandTimeout() {
    return settings.commandTimeout;
  }

  /** How long {@code close()} may take. */
  public Duration closeTimeout() {
    return settings.closeTimeout;
  }

  /** How long silence may last before a ping. */
  public Duration heartbeat() {
    return settings.heartbeat;
  }

  /** The waits between attempts. */
  public Backoff backoff() {
    return settings.backoff;
  }

  /** Whether the first connect is repeated when it fails. */
  public boolean retryFirstConnect() {
    return settings.retryFirstConnect;
  }

  /** What becomes of requests while the connection is down. */
  public WhileDisconnected whileDisconnected() {
    return settings.whileDisconnected;
  }

  /** The TLS context, if not the JVM's default. */
  public Optional<SSLContext> sslContext() {
    return Optional.ofNullable(settings.sslContext);
  }

  /** The proxy, if there is one. */
  public Optional<Proxy> proxy() {
    return Optional.ofNullable(settings.proxy);
  }

  /** Where callbacks run, if not on Drover's own threads. */
  public Optional<Executor> callbackExecutor() {
    return Optional.ofNullable(settings.callbackExecutor);
  }

  /** Whether futures complete on the reading thread. */
  public boolean inlineCompletion() {
    return settings.inlineCompletion;
  }

  /** Who hears of errors that belong to no call; by default nobody, they are logged. */
  public Optional<Consumer<? super DroverException>> errorHook() {
    return Optional.ofNullable(settings.errorHook);
  }

  /** The bounds. */
  public Limits limits() {
    return settings.limits;
  }

  /** Whether extensions are offered. */
  public boolean extensions() {
    return settings.extensions;
  }

  /** Whether previews may use further connections. */
  public boolean spreadPreviews() {
    return settings.spreadPreviews;
  }

  /** The address without user info and query, where secrets may be. */
  @Override
  public String toString() {
    return "ClientOptions[" + settings.address() + "]";
  }

  private ClientOptions with(Consumer<ConnectionSettings> change) {
    ConnectionSettings copy = new ConnectionSettings(settings);
    change.accept(copy);
    return new ClientOptions(copy);
  }

  private static Duration positive(String name, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException(name + " must be above zero, but is " + value);
    }
    return value;
  }
}
