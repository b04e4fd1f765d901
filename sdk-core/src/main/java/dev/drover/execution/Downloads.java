package dev.drover.execution;

import dev.drover.ClientOptions;
import dev.drover.ConnectionException;
import dev.drover.ConnectionException.Reason;
import dev.drover.DroverException;
import dev.drover.execution.ExecutionEvent.ExecutionCompleted;
import dev.drover.execution.ExecutionEvent.StepCompleted;
import dev.drover.internal.session.RestAnswer;
import dev.drover.internal.session.RestCall;
import dev.drover.internal.session.RestCalls;
import dev.drover.internal.session.RestFailures;
import dev.drover.internal.transport.RestRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the server keeps of an execution, fetched over HTTP. Nothing is connected before it is. */
final class Downloads implements AutoCloseable {

  /** A report with a screenshot for each of ten thousand steps is smaller. */
  private static final long LARGEST_REPORT = 4L << 30;

  private static final String HINT =
      "ask again, or raise requestTimeout: the server may still be making it";

  private final ClientOptions options;
  private @Nullable RestCalls calls;
  private boolean closed;

  /**
   * Downloads with these options.
   *
   * @param options with the server's own address
   */
  Downloads(ClientOptions options) {
    this.options = options;
  }

  /** Made when first needed: a proxy may be fit for WebSockets and not for HTTP. */
  synchronized RestCalls calls() {
    if (closed) {
      throw new ConnectionException(
          Reason.CLOSED, "nothing can be downloaded: the client was closed; connect anew", null);
    }
    RestCalls made = calls == null ? new RestCalls(options) : calls;
    calls = made;
    return made;
  }

  RestCall<byte[]> screenshot(StepCompleted step) {
    String what = "the screenshot of step " + step.stepId();
    RestRequest request = request(what, step.screenshotUrl());
    return RestCall.of(
        what, options.requestTimeout(), HINT, request, whole(what, a -> a.response().body()));
  }

  RestCall<Path> report(ExecutionCompleted completed, Path file) {
    String what = "the report of execution " + completed.executionId();
    RestRequest request = request(what, completed.reportUrl());
    makeFolder(what, file);
    return new RestCall<>(
        what,
        options.requestTimeout(),
        HINT,
        request,
        (transport, own) -> transport.download(own, file, LARGEST_REPORT),
        whole(what, answer -> file));
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (calls != null) {
      calls.close();
    }
  }

  private RestRequest request(String what, Optional<String> link) {
    String url =
        link.orElseThrow(
            () ->
                new IllegalArgumentException("there is no address for " + what + ": it has none"));
    try {
      URI uri = calls().address().resolve(url);
      return RestRequest.get(uri);
    } catch (IllegalArgumentException e) {
      throw new DroverException(
          "the server says that %s is at '%s', which is no address".formatted(what, url), e);
    }
  }

  private static void makeFolder(String what, Path file) {
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
    } catch (IOException e) {
      throw new DroverException(what + " cannot be written to " + file + ": " + e, e);
    }
  }

  private static <T> Function<RestAnswer, T> whole(String what, Function<RestAnswer, T> convert) {
    return answer -> {
      if (!answer.response().isSuccess()) {
        throw RestFailures.refused(what, answer, answer.words());
      }
      return convert.apply(answer);
    };
  }
}
