package dev.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.drover.reference.Execution;
import dev.drover.reference.Fault;
import dev.drover.reference.FaultPoint;
import dev.drover.reference.FaultRule;
import dev.drover.reference.ReferenceServer;
import java.awt.image.BufferedImage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code drover watch} in this JVM, while something happens to the server or there is a lot. */
@Timeout(120)
class WatchTest {

  /** More than what stands in a recording before its first frame. */
  private static final long HEADER = 1_000;

  private final ReferenceServer server = ReferenceServer.start();
  private final Execution execution = server.execution(UUID.randomUUID().toString());
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @AfterEach
  void close() {
    server.close();
  }

  private CompletableFuture<Integer> watch(String... options) {
    List<String> args = new ArrayList<>(List.of("watch", "--server", server.uri().toString()));
    args.addAll(List.of(options));
    args.add(execution.id());
    CompletableFuture<Integer> code = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () ->
                code.complete(
                    Main.commandLine()
                        .setOut(new PrintWriter(out))
                        .setErr(new PrintWriter(err))
                        .execute(args.toArray(String[]::new))));
    thread.setDaemon(true);
    thread.start();
    return code;
  }

  private void awaitWatcher() {
    await().atMost(Program.PATIENCE).until(() -> execution.watchers() == 1);
  }

  private static int codeOf(CompletableFuture<Integer> watch) throws Exception {
    return watch.get(Program.PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  @Test
  void aServerThatStaysAwayIsGivenUp() throws Exception {
    CompletableFuture<Integer> watch = watch("--give-up-after", "1.5");
    awaitWatcher();

    server
        .faults()
        .inject(FaultRule.of(Fault.cut(), FaultPoint.BEFORE_UPGRADE).times(Integer.MAX_VALUE));
    server.faults().cutAll();

    assertThat(codeOf(watch)).isEqualTo(ExitCodes.CANNOT_CONNECT);
    assertThat(err.toString().lines())
        .satisfiesExactly(
            lost -> assertThat(lost).startsWith("drover: ").endsWith("; connecting again"),
            gone ->
                assertThat(gone)
                    .startsWith("drover: gave up watching " + execution.id())
                    .contains("no connection for 1.5 s", "--give-up-after", "no connection to ws"));
  }

  @Test
  void aServerThatComesBackIsNotGivenUp() throws Exception {
    CompletableFuture<Integer> watch = watch("--give-up-after", "60");
    awaitWatcher();

    server.faults().cutAll();
    await()
        .atMost(Program.PATIENCE)
        .until(() -> err.toString().contains("drover: connected again"));
    execution.complete();

    assertThat(codeOf(watch)).isZero();
    assertThat(err.toString()).contains("; connecting again").doesNotContain("gave up");
    assertThat(out.toString()).contains("execution completed");
  }

  @Test
  void sixScreensNeedASecondConnection(@TempDir Path folder) throws Exception {
    List<String> options = new ArrayList<>(List.of("--preview", folder + "/run.avi"));
    for (int i = 1; i <= 6; i++) {
      BufferedImage screen = new BufferedImage(40, 80, BufferedImage.TYPE_INT_RGB);
      execution.device("d-" + i).showing(() -> screen);
      options.addAll(List.of("--device", "d-" + i));
    }

    CompletableFuture<Integer> watch = watch(options.toArray(String[]::new));
    for (int i = 1; i <= 6; i++) {
      Path film = folder.resolve("run-d-" + i + ".avi");
      await().atMost(Program.PATIENCE).until(() -> Files.exists(film) && Files.size(film) > HEADER);
    }
    assertThat(execution.watchers()).isEqualTo(2);
    execution.complete();

    assertThat(codeOf(watch)).isZero();
    assertThat(err.toString().lines())
        .hasSize(6)
        .allMatch(line -> line.matches("drover: [1-9]\\d* frames are in .*run-d-[1-6]\\.avi"));
  }

  @Test
  void patienceIsANumberOfSeconds() throws Exception {
    assertThat(codeOf(watch("--give-up-after", "0"))).isEqualTo(ExitCodes.USAGE);
    assertThat(err.toString()).contains("--give-up-after");
  }
}
