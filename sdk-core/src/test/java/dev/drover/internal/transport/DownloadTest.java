package dev.drover.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Answers that go to a file. */
@Timeout(20)
class DownloadTest {

  private Path directory;
  private RawServer server;
  private RestTransport transport;

  @BeforeEach
  void start(@TempDir Path directory) throws IOException {
    this.directory = directory;
    server = RawServer.start();
    transport = new RestTransport(server.options());
  }

  @AfterEach
  void stop() throws IOException {
    transport.close();
    server.close();
  }

  @Test
  void aFileIsThereWhenItIsWhole() throws Exception {
    Path file = directory.resolve("new/report.pdf");
    CompletableFuture<RestResponse> answer = download(file);
    RawPeer peer = server.accept().answer("HTTP/1.1 200 OK\nContent-Length: 9\n\nhalf ");
    await().until(() -> !files().isEmpty());
    assertThat(file).doesNotExist();

    peer.write("done");

    assertThat(answer.get(5, TimeUnit.SECONDS).body()).isEmpty();
    assertThat(file).hasContent("half done");
    assertThat(files()).containsExactly("report.pdf");
  }

  @Test
  void anOlderFileIsReplaced() throws Exception {
    Path file = Files.writeString(directory.resolve("report.pdf"), "old and long");
    CompletableFuture<RestResponse> answer = download(file);
    server.accept().answer("HTTP/1.1 200 OK\nContent-Length: 3\n\nnew");

    answer.get(5, TimeUnit.SECONDS);

    assertThat(file).hasContent("new");
  }

  @Test
  void anErrorIsNoFile() throws Exception {
    CompletableFuture<RestResponse> answer = download(directory.resolve("report.pdf"));
    server.accept().answer("HTTP/1.1 404 Not Found\nContent-Length: 7\n\nno such");

    assertThat(answer.get(5, TimeUnit.SECONDS).text()).isEqualTo("no such");
    assertThat(files()).isEmpty();
  }

  @Test
  void halfAFileIsNone() throws Exception {
    CompletableFuture<RestResponse> answer = download(directory.resolve("report.pdf"));
    server.accept().answer("HTTP/1.1 200 OK\nContent-Length: 9\n\nhalf").close();

    assertThatThrownBy(() -> answer.get(5, TimeUnit.SECONDS)).hasCauseInstanceOf(RestFailure.class);
    await().until(() -> files().isEmpty());
  }

  @Test
  void givingUpLeavesNothingBehind() throws Exception {
    CompletableFuture<RestResponse> answer = download(directory.resolve("report.pdf"));
    RawPeer peer = server.accept().answer("HTTP/1.1 200 OK\nContent-Length: 9\n\nhalf");
    await().until(() -> !files().isEmpty());

    answer.cancel(true);

    peer.awaitEnd();
    await().until(() -> files().isEmpty());
  }

  @Test
  void aFileHasItsBound() throws Exception {
    CompletableFuture<RestResponse> answer = download(directory.resolve("report.pdf"));
    RawPeer peer = server.accept().answer("HTTP/1.1 200 OK\nContent-Length: 100000000\n\n");

    peer.writeUntilRefused(new byte[500]);

    assertThatThrownBy(() -> answer.get(5, TimeUnit.SECONDS))
        .hasMessageContaining("larger than the 1000 bytes");
    await().until(() -> files().isEmpty());
  }

  @Test
  void whereNothingCanBeWritten() throws Exception {
    Path occupied = Files.writeString(directory.resolve("occupied"), "a file");
    CompletableFuture<RestResponse> answer = download(occupied.resolve("report.pdf"));
    server.accept().answer("HTTP/1.1 200 OK\nContent-Length: 3\n\nnew");

    assertThatThrownBy(() -> answer.get(5, TimeUnit.SECONDS))
        .hasMessageContaining("could not be written")
        .hasMessageContaining("occupied");
  }

  private CompletableFuture<RestResponse> download(Path file) {
    URI uri = URI.create("http://" + server.hostAndPort() + "/report.pdf");
    return transport.download(RestRequest.get(uri), file, 1000);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(Files::isRegularFile)
          .map(file -> String.valueOf(file.getFileName()))
          .toList();
    }
  }
}
