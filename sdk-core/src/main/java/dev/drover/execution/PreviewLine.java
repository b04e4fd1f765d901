package dev.drover.execution;

import dev.drover.ClientOptions;
import dev.drover.ConnectionException;
import dev.drover.ConnectionState;
import dev.drover.internal.concurrent.DaemonThreads;
import dev.drover.internal.session.Dispatcher;
import dev.drover.internal.session.ErrorSink;
import dev.drover.internal.session.Session;
import dev.drover.internal.session.SessionProtocol;
import dev.drover.internal.transport.CloseInfo;
import dev.drover.internal.transport.Transports;
import dev.drover.internal.wire.ExecutionMessage;
import dev.drover.internal.wire.ExecutionMessage.ErrorMessage;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A further connection to the same execution that carries nothing but previews. */
final class PreviewLine implements SessionProtocol {

  private final PreviewBoard board;
  private final Refusals refusals = new Refusals();
  private final MessageReader messages;
  private final Session session;

  /** A line that is being connected. */
  PreviewLine(
      ClientOptions options, ExecutionAddress address, Transports transports, ErrorSink errors) {
    this.board = new PreviewBoard(errors, this::trySend);
    this.messages = new MessageReader(board, this::onMessage, errors);
    // Without the extension: guaranteed messages belong to the first connection alone.
    Transports connecting =
        new ExecutionTransports(
            transports,
            token -> {
              refusals.reset();
              return address.connection(token, false, null);
            });
    this.session =
        new Session(
            options.uri(address.safe()),
            connecting,
            Dispatcher.forListeners(options, errors),
            errors,
            this);
    session
        .connect()
        .exceptionally(
            failure -> {
              errors.report("no further connection for previews: " + failure.getMessage(), failure);
              return null;
            });
  }

  PreviewBoard board() {
    return board;
  }

  boolean isOver() {
    return session.state() == ConnectionState.CLOSED;
  }

  /** Sends a frame if there is a connection; else it is made up for on connecting. */
  boolean trySend(byte[] frame) {
    return session.trySend(frame);
  }

  /** Returns at once. */
  void close() {
    DaemonThreads.executor().execute(session::close);
  }

  private void onMessage(ExecutionMessage message) {
    if (message instanceof ErrorMessage error) {
      refusals.hear(error);
      board.onError(error);
    }
  }

  @Override
  public byte @Nullable [] greeting() {
    return null;
  }

  @Override
  public Optional<String> refusal(byte[] frame) {
    return refusals.refusal(frame);
  }

  @Override
  public Optional<Verdict> verdict(CloseInfo info) {
    return refusals.verdict(info);
  }

  @Override
  public void onFrame(byte[] frame) {
    messages.read(frame);
  }

  @Override
  public void onConnected(FrameSender sender, boolean again) {
    board.onConnected(sender);
  }

  @Override
  public void onDisconnected(ConnectionException cause) {
    // The previews come back with the connection.
  }

  @Override
  public void onClosed(ConnectionException cause) {
    board.endAll(cause);
  }
}
