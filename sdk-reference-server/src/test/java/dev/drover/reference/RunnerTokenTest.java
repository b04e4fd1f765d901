package dev.drover.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who is let in to the runner's side, and as what. */
@Timeout(60)
class RunnerTokenTest extends WithServer {

  private static final KeyPair KEYS = keys();
  private static final Duration HOUR = Duration.ofHours(1);
  private static final RunnerTokens TOKENS = RunnerTokens.signedWith("s3cret");

  private static KeyPair keys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  ServerOptions options() {
    return super.options()
        .withRunner(
            RunnerOptions.defaults()
                .withJwtSecret("s3cret")
                .withJwtPublicKey((RSAPublicKey) KEYS.getPublic()));
  }

  private String refusal(String token) throws InterruptedException {
    String said = closing(RunnerPeer.knock(server, token)).socket.next();
    assertThat(said).startsWith("44{\"message\":\"");
    return PlainPeer.json(said.substring(2)).path("message").asText();
  }

  @Test
  void aTokensClaimsSayWhoSomebodyIs() throws Exception {
    RunnerPeer client = closing(RunnerPeer.connect(server, TOKENS.forClient("ann", HOUR)));
    closing(RunnerPeer.connect(server, TOKENS.forAgent("agent-7", HOUR))).register("seven");

    client.expect("agent:status", "{'agentId':'agent-7','status':'online'}");
    RunnerPeer late = closing(RunnerPeer.connect(server, TOKENS.forClient("bob", HOUR)));
    late.expect("agent:status", "{'agentId':'agent-7','status':'online'}");
    assertThat(server.runner().agents())
        .containsExactly(new Runner.Agent("agent-7", "seven", "online"));
  }

  @Test
  void anAgentThatComesTwiceIsTheNewerOne() throws Exception {
    RunnerPeer old = closing(RunnerPeer.connect(server, TOKENS.forAgent("a", HOUR))).register("x");

    closing(RunnerPeer.connect(server, TOKENS.forAgent("a", HOUR))).register("y");

    old.socket.awaitClose();
    assertThat(server.runner().agents()).containsExactly(new Runner.Agent("a", "y", "online"));
  }

  @Test
  void aPrivateKeyMaySignAsWell() throws Exception {
    Algorithm rs256 =
        Algorithm.RSA256((RSAPublicKey) KEYS.getPublic(), (RSAPrivateKey) KEYS.getPrivate());
    String token =
        JWT.create().withClaim("userId", 7).withExpiresAt(Instant.now().plus(HOUR)).sign(rs256);

    closing(RunnerPeer.connect(server, token)).expectNothing();
  }

  @Test
  void whatIsNoValidTokenIsRefusedWithoutBeingQuoted() throws Exception {
    String publicKeyAsSecret = JWT.create().sign(Algorithm.HMAC256(KEYS.getPublic().getEncoded()));

    assertThat(refusal("")).isEqualTo("the token is missing");
    assertThat(refusal(TOKENS.forClient("ann", HOUR.negated()))).isEqualTo("the token has expired");
    assertThat(refusal("nonsense")).isEqualTo("the token is invalid");
    assertThat(refusal(RunnerTokens.signedWith("other").forClient("ann", HOUR)))
        .isEqualTo("the token is invalid");
    assertThat(refusal(JWT.create().sign(Algorithm.none()))).isEqualTo("the token is invalid");
    assertThat(refusal(publicKeyAsSecret)).isEqualTo("the token is invalid");
  }

  @Test
  void aRefusalIsNotPassedByWithAnEvent() throws Exception {
    RunnerPeer refused = closing(RunnerPeer.knock(server, "nonsense"));
    refused.socket.next();

    refused.register("intruder").socket.awaitClose();

    assertThat(server.runner().agents()).isEmpty();
  }

  @Test
  void aNewTokenMayBeShownOnTheSameConnection() throws Exception {
    RunnerPeer peer = closing(RunnerPeer.knock(server, TOKENS.forClient("ann", HOUR.negated())));
    assertThat(peer.socket.next()).startsWith("44");

    peer.socket.say("40{\"token\":\"" + TOKENS.forClient("ann", HOUR) + "\"}");

    assertThat(peer.socket.next()).startsWith("40{\"sid\":");
  }

  @Test
  void withoutAKeyNobodyIsLetIn() throws Exception {
    try (ReferenceServer closed = ReferenceServer.start();
        RunnerPeer peer = RunnerPeer.knock(closed, TOKENS.forClient("ann", HOUR))) {
      assertThat(peer.socket.next()).contains("no key to check tokens with");
    }
    assertThat(options().runner().toString() + TOKENS).doesNotContain("s3cret");
  }
}
