package dev.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the runner's commands refuse before they do anything. */
class RunnerUsageTest {

  @Test
  void aTokenIsForOneRoleAndNeedsASecret() {
    assertThat(Run.of("token", "--jwt-secret", "s").code()).isEqualTo(2);
    assertThat(Run.of("token", "--jwt-secret", "s", "--agent", "a", "--client", "b").code())
        .isEqualTo(2);
    assertThat(Run.of("token", "--agent", "a").err()).contains("--jwt-secret");
    assertThat(Run.of("token", "--jwt-secret", "s", "--agent", "a", "--expires-in", "0").code())
        .isEqualTo(2);
  }

  @Test
  void aTokenIsPrintedAloneWithItsClaims() {
    Run made = Run.of("token", "--jwt-secret", "s", "--agent", "a-1");

    assertThat(made.code()).isZero();
    String payload = made.out().strip().split("\\.", -1)[1];
    assertThat(new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8))
        .contains("\"agentId\":\"a-1\"", "\"exp\":");
  }

  @Test
  void aPublicKeyThatIsNoneIsRefused(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("key.pem"), "-----BEGIN PRIVATE KEY-----");

    assertThat(Run.of("server", "--jwt-public-key", file.toString()).err())
        .contains("key.pem holds no '-----BEGIN PUBLIC KEY-----'", "-pubout");
    Files.writeString(file, "-----BEGIN PUBLIC KEY-----\nQUJD\n-----END PUBLIC KEY-----\n");
    assertThat(Run.of("server", "--jwt-public-key", file.toString()).err())
        .contains("key.pem holds no RSA public key");
    assertThat(Run.of("server", "--jwt-public-key", "nowhere.pem").code()).isEqualTo(2);
  }

  @Test
  void anAgentMustBeAbleToDoSomething() {
    assertThat(Run.of("runner-agent").err()).contains("--record-command");
    assertThat(Run.of("runner-agent", "--command", "node").code()).isEqualTo(2);
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertThat(Run.of("run", "nowhere.js").err()).contains("nowhere.js");
  }
}
