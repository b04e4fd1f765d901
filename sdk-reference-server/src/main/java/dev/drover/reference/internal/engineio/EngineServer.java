package dev.drover.reference.internal.engineio;

import dev.drover.internal.concurrent.Timers;
import dev.drover.internal.socketio.EngineHandshake;
import dev.drover.internal.socketio.EnginePacket;
import dev.drover.internal.socketio.EnginePayload;
import dev.drover.reference.PeerInfo;
import dev.drover.reference.PeerRole;
import dev.drover.reference.internal.http.HttpAnswer;
import dev.drover.reference.internal.http.WebRequest;
import dev.drover.reference.internal.journal.RecordingJournal;
import dev.drover.reference.internal.peer.Peer;
import dev.drover.reference.internal.peer.PeerHandler;
import dev.drover.reference.internal.peer.PeerIds;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** An Engine.IO server: its sessions, and how HTTP requests and WebSockets come to them. */
public final class EngineServer {

  private static final String POLLING = "polling";
  private static final String WEBSOCKET = "websocket";

  /** How long a goodbye waits for a GET that is under way. */
  private static final Duration LINGER = Duration.ofSeconds(10);

  private final Object lock;
  private final EngineOptions options;
  private final EngineProtocol protocol;
  private final PeerIds ids;
  private final SessionJournal journal;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, EngineSession> sessions = new HashMap<>();
  private final Map<String, HttpAnswer> goodbyes = new HashMap<>();

  /**
   * A server without sessions.
   *
   * @param lock under which everything happens
   */
  public EngineServer(
      Object lock,
      EngineOptions options,
      EngineProtocol protocol,
      PeerIds ids,
      RecordingJournal journal) {
    this.lock = lock;
    this.options = options;
    this.protocol = protocol;
    this.ids = ids;
    this.journal = new SessionJournal(journal, protocol);
  }

  /** Answers an HTTP request: a handshake, a poll, packets. */
  public CompletableFuture<HttpAnswer> answer(WebRequest request) {
    if (request.method().equals("OPTIONS")) {
      return CrossOrigin.readable(request, CrossOrigin.preflight(request)).now();
    }
    CompletableFuture<HttpAnswer> answer;
    synchronized (lock) {
      answer =
          refusal(request, POLLING)
              .map(CompletableFuture::completedFuture)
              .orElseGet(() -> polling(request));
    }
    if (request.header("origin").isEmpty()) {
      return answer;
    }
    CompletableFuture<HttpAnswer> readable = new CompletableFuture<>();
    answer.thenAccept(given -> readable.complete(CrossOrigin.readable(request, given)));
    readable.whenComplete((done, failure) -> answer.cancel(false));
    return readable;
  }

  private CompletableFuture<HttpAnswer> polling(WebRequest request) {
    String sid = request.query("sid").orElse(null);
    if (sid == null) {
      return handshake(request).now();
    }
    HttpAnswer goodbye = goodbyes.remove(sid);
    if (goodbye != null) {
      return goodbye.now();
    }
    EngineSession session = sessions.get(sid);
    if (session == null) {
      return Refusal.SESSION_UNKNOWN.answer().now();
    }
    return switch (request.method()) {
      case "GET" -> session.requests().poll();
      case "POST" -> session.requests().post(request);
      default -> Refusal.BAD_REQUEST.answer().now();
    };
  }

  private HttpAnswer handshake(WebRequest request) {
    if (!request.method().equals("GET")) {
      return Refusal.BAD_METHOD.answer();
    }
    long id = ids.next();
    PeerInfo info = new PeerInfo(id, PeerRole.UNREGISTERED, "peer-" + id, request.address());
    EngineSession session = EngineSession.polling(this, info, journal);
    sessions.put(session.sid(), session);
    session.begin();
    List<EnginePacket> packets = List.of(handshakeOf(session, List.of(WEBSOCKET)));
    return HttpAnswer.of(200, "text/plain; charset=UTF-8", EnginePayload.write(packets))
        .with("cache-control", "no-store");
  }

  /** Why a request for a WebSocket gets none, if it gets none. */
  public Optional<HttpAnswer> socketRefusal(WebRequest request) {
    synchronized (lock) {
      return refusal(request, WEBSOCKET)
          .or(
              () ->
                  request
                      .query("sid")
                      .filter(sid -> !sessions.containsKey(sid))
                      .map(sid -> Refusal.SESSION_UNKNOWN.answer()));
    }
  }

  /** What becomes of a WebSocket that was not refused. */
  public PeerHandler socket(WebRequest request) {
    return new EngineSocket(this, request.query("sid"));
  }

  private static Optional<HttpAnswer> refusal(WebRequest request, String transport) {
    String wanted = request.query("transport").orElse("");
    if (!wanted.equals(POLLING) && !wanted.equals(WEBSOCKET)) {
      return Optional.of(Refusal.TRANSPORT_UNKNOWN.answer());
    } else if (!request.query("EIO").orElse("").equals("4")) {
      return Optional.of(Refusal.BAD_VERSION.answer());
    }
    return wanted.equals(transport) ? Optional.empty() : Optional.of(Refusal.BAD_REQUEST.answer());
  }

  EngineSession open(Peer peer) {
    EngineSession session = EngineSession.socket(this, peer, journal);
    sessions.put(session.sid(), session);
    peer.send(handshakeOf(session, List.of()).frame());
    session.begin();
    return session;
  }

  private EnginePacket handshakeOf(EngineSession session, List<String> upgrades) {
    return new EngineHandshake(
            session.sid(),
            upgrades,
            options.pingInterval(),
            options.pingTimeout(),
            options.maxPayload())
        .packet();
  }

  @Nullable EngineSession find(String sid) {
    return sessions.get(sid);
  }

  void forget(EngineSession session) {
    sessions.remove(session.sid());
  }

  /** The next request of a session that has ended gets this answer, if it comes soon. */
  void linger(String sid, HttpAnswer lastAnswer) {
    goodbyes.putIfAbsent(sid, lastAnswer);
    Timers.schedule(
        () -> {
          synchronized (lock) {
            goodbyes.remove(sid);
          }
        },
        LINGER);
  }

  /** Ends the sessions of some roles that poll, as if cut; returns how many. */
  public int cutPolling(Predicate<PeerRole> roles) {
    synchronized (lock) {
      List<EngineSession> cut =
          sessions.values().stream()
              .filter(session -> session.transport() instanceof PollingTransport)
              .filter(session -> roles.test(session.info().role()))
              .toList();
      cut.forEach(session -> session.abort("cut by a fault"));
      return cut.size();
    }
  }

  /** Ends all sessions. */
  public void close() {
    synchronized (lock) {
      List.copyOf(sessions.values()).forEach(session -> session.close("the server is closing"));
    }
  }

  Object lock() {
    return lock;
  }

  EngineOptions options() {
    return options;
  }

  EngineProtocol protocol() {
    return protocol;
  }

  /** An id that nobody guesses. */
  public String newId() {
    byte[] bytes = new byte[15];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().encodeToString(bytes);
  }
}
