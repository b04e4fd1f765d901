package dev.drover.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.internal.transport.CloseInfo.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Map;
import javax.net.ssl.SSLHandshakeException;
import org.java_websocket.exceptions.InvalidDataException;
import org.junit.jupiter.api.Test;

class EndingTest {

  private final Ending ending = new Ending(Endpoint.of(URI.create("ws://hub:1/path?secret")));

  @Test
  void theFirstToKnowDecides() {
    ending.lost("first", null);
    ending.decide(Kind.CLOSED_HERE, 1000, "second", null);
    ending.refused(new ResponseHead(401, "", Map.of(), 0, 0), "");

    assertThat(ending.info().message()).isEqualTo("first");
  }

  @Test
  void aStageMakesTheDifference() {
    assertThat(failed(new UnknownHostException("hub"), Stage.RESOLVING))
        .isEqualTo("UNREACHABLE hub:1, resolving the host name: the host name does not resolve");
    assertThat(failed(new ConnectException("Connection refused"), Stage.CONNECTING))
        .isEqualTo("UNREACHABLE hub:1, opening the TCP connection: Connection refused");
    assertThat(failed(new IOException("Connection reset"), Stage.TLS)).startsWith("TLS hub:1");
    assertThat(failed(new IOException("Connection reset"), Stage.UPGRADING)).startsWith("LOST");
  }

  @Test
  void aCertificateThatIsRefusedOnlyAfterTheHandshakeIsATlsFailure() {
    assertThat(failed(new SSLHandshakeException("bad_certificate"), Stage.UPGRADING))
        .startsWith("TLS hub:1")
        .contains("bad_certificate");
  }

  @Test
  void anExceptionWithoutWordsHasItsName() {
    assertThat(failed(new OutOfMemoryError(), Stage.UPGRADING)).contains("OutOfMemoryError");
  }

  @Test
  void aViolationIsThePeersFault() {
    assertThat(failed(new InvalidDataException(1009, "a message too large"), Stage.UPGRADING))
        .isEqualTo("PROTOCOL hub:1 sent a message too large");
  }

  @Test
  void theBodyOfARefusalMayComeLater() {
    ResponseHead head = new ResponseHead(403, "Forbidden", Map.of(), 0, 0);
    ending.refused(head, "");
    ending.refused(head, "not for you");

    assertThat(ending.info().body()).isEqualTo("not for you");
    assertThat(ending.info().httpStatus()).isEqualTo(403);
  }

  @Test
  void withoutAReasonItIsALoss() {
    assertThat(ending.info().kind()).isEqualTo(Kind.LOST);
  }

  private static String failed(Throwable e, Stage stage) {
    Ending ending = new Ending(Endpoint.of(URI.create("ws://hub:1/path?secret")));
    ending.failed(e, stage, false);
    return ending.info().kind() + " " + ending.info().message();
  }
}
