package dev.drover.internal.transport;

import dev.drover.internal.transport.RestFailure.Kind;
import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * Takes a body piece by piece, and no more of it than the bound: what is over it ends the answer
 * and its connection, whatever length was announced.
 */
final class BoundedBody implements BodySubscriber<byte[]> {

  private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
  private final BodySink sink;
  private final long most;
  private long taken;
  private @Nullable Subscription source;

  /**
   * A body.
   *
   * @param sink where it goes
   * @param most how many bytes it may have
   */
  BoundedBody(BodySink sink, long most) {
    this.sink = sink;
    this.most = most;
  }

  /** One that fails as soon as it begins. */
  static BoundedBody refused(RestFailure why) {
    BoundedBody body = new BoundedBody(BodySink.memory(), 0);
    body.whole.completeExceptionally(why);
    return body;
  }

  @Override
  public CompletionStage<byte[]> getBody() {
    return whole;
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    source = subscription;
    if (whole.isDone()) {
      subscription.cancel();
    } else {
      subscription.request(1);
    }
  }

  @Override
  public void onNext(List<ByteBuffer> pieces) {
    Subscription from = source;
    if (from == null || whole.isDone()) {
      return;
    }
    try {
      for (ByteBuffer piece : pieces) {
        take(piece);
      }
    } catch (IOException e) {
      from.cancel();
      onError(e);
      return;
    }
    from.request(1);
  }

  private void take(ByteBuffer piece) throws IOException {
    taken += piece.remaining();
    if (taken > most) {
      throw new RestFailure(
          Kind.TOO_LARGE, "the answer is larger than the " + most + " bytes allowed", null);
    }
    byte[] bytes = new byte[piece.remaining()];
    piece.get(bytes);
    try {
      sink.write(bytes);
    } catch (IOException e) {
      throw notWritten(e);
    }
  }

  @Override
  public void onError(Throwable failure) {
    if (!whole.isDone()) {
      sink.abandon();
      whole.completeExceptionally(failure);
    }
  }

  @Override
  public void onComplete() {
    if (whole.isDone()) {
      return;
    }
    try {
      whole.complete(sink.finish());
    } catch (IOException e) {
      onError(notWritten(e));
    }
  }

  static RestFailure notWritten(IOException e) {
    String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return new RestFailure(Kind.FILE, "the answer could not be written to the file: " + why, e);
  }
}
