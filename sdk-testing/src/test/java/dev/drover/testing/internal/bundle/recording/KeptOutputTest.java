package dev.drover.testing.internal.bundle.recording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.testing.internal.bundle.model.KeptText;
import dev.drover.testing.internal.bundle.model.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptOutputTest {

  private static final int KEPT = 1_000;

  private Path folder;
  private final Secrets secrets = new Secrets();
  private final List<String> trouble = new ArrayList<>();

  @BeforeEach
  void useAFolder(@TempDir Path temporary) {
    folder = temporary;
  }

  @Test
  void shortOutputStaysInMemory() {
    KeptOutput output = output(folder);
    output.add("one\n");
    output.add("two\n");
    output.close();

    assertThat(output.text().head()).isEqualTo("one\ntwo\n");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void ofHundredsOfMegabytesHeadAndTailStayAndTheFileHasAll() throws IOException {
    String line = "0123456789abcde\n";
    String piece = line.repeat(1 << 16);
    KeptOutput output = output(folder);
    for (int i = 0; i < 200; i++) {
      output.add(piece);
    }
    output.add("the end");
    output.close();

    KeptText text = output.text();
    long all = 200L * piece.length() + "the end".length();
    assertThat(text.head()).hasSize(KEPT).startsWith("01234");
    assertThat(text.tail()).hasSize(KEPT).endsWith("the end");
    assertThat(text.elided()).isEqualTo(all - 2 * KEPT);
    assertThat(text.file()).contains("output.txt");
    assertThat(Files.size(folder.resolve("output.txt"))).isEqualTo(all);
  }

  @Test
  void whatIsStillPendingIsShown() {
    KeptOutput output = output(folder);
    output.add("x".repeat(10_000));
    output.add("running");

    assertThat(output.text().tail()).endsWith("running");
  }

  @Test
  void aSecretInAnyTwoPiecesIsMaskedEverywhere() throws IOException {
    secrets.add("open-sesame-0123456789");
    for (int cut = 1; cut < "open-sesame-0123456789".length(); cut++) {
      KeptOutput output = output(folder);
      for (int i = 0; i < 300; i++) {
        output.add("some output, token open-sesame-0123456789".substring(0, 19 + cut));
        output.add("open-sesame-0123456789".substring(cut) + "\n");
      }
      output.close();

      KeptText text = output.text();
      assertThat(text.head() + text.tail()).doesNotContain("sesame", "0123").contains("•••");
      assertThat(Files.readString(folder.resolve("output.txt"))).doesNotContain("sesame", "0123");
    }
  }

  @Test
  void withoutAFolderHeadAndTailAreThereAllTheSame() {
    KeptOutput output = output(folder.resolve("missing"));
    output.add("x".repeat(100_000));
    output.close();

    assertThat(output.text().head()).hasSize(KEPT);
    assertThat(output.text().file()).isEmpty();
    assertThat(trouble).singleElement().asString().contains("output.txt");
  }

  private KeptOutput output(Path where) {
    OutputFolder files =
        new OutputFolder() {
          @Override
          public Path file(String name) {
            return where.resolve(name);
          }

          @Override
          public void trouble(String what, Throwable cause) {
            trouble.add(what + ": " + cause);
          }
        };
    return new KeptOutput(files, secrets, "output.txt", KEPT);
  }
}
