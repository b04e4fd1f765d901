package dev.drover.backend;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.drover.ConnectionException;
import dev.drover.ConnectionException.Reason;
import dev.drover.Limits;
import dev.drover.RemoteException;
import dev.drover.RequestTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP statuses other than 200, and bodies that are no answers. */
@Timeout(30)
class BackendRefusalTest {

  private static final String SECRET = "secret-token";

  private StubBackend backend;

  @BeforeEach
  void start() {
    backend = StubBackend.start(options -> options.token(SECRET));
  }

  @AfterEach
  void stop() {
    backend.close();
  }

  @ParameterizedTest
  @CsvSource({
    "400, BAD_REQUEST,  the body has no message",
    "404, VM_NOT_FOUND, no such VM",
    "502, VM_LOST,      the connection was lost",
    "429, RATE_LIMITED, too fast",
    "500, INTERNAL,     oops",
    "200, ODD,          an error all the same"
  })
  void errorsOfTheBackend(int status, String code, String words) {
    backend.answers(status, "{'status':'error','code':'%s','message':'%s'}".formatted(code, words));

    RemoteException error =
        catchThrowableOfType(
            RemoteException.class, () -> backend.client.sendCommand("vm-1", "make"));

    assertThat(error.code()).contains(code);
    assertThat(error.remoteMessage()).isEqualTo(words);
    assertThat(error).hasMessageContainingAll("command 'make' on vm-1 (command_id cmd-", words);
  }

  @Test
  void aVmThatIsNotConnectedIsLookedForInTheList() {
    backend.answers(404, "{'status':'error','code':'VM_NOT_FOUND','message':'no such VM'}");

    assertThatThrownBy(() -> backend.client.ping("vm-1")).hasMessageContaining("listVms()");
  }

  @ParameterizedTest
  @CsvSource({
    "401, '{''status'':''error'',''code'':''UNAUTHORIZED'',''message'':''no token''}', no token",
    "401, '', HTTP 401",
    "403, <h1>Forbidden</h1>, Forbidden"
  })
  void aRefusedToken(int status, String body, String words) {
    backend.answers(status, body);

    ConnectionException refused = refusal();

    assertThat(refused.reason()).isEqualTo(Reason.UNAUTHORIZED);
    assertThat(refused.httpStatus()).hasValue(status);
    assertThat(refused).hasMessageContainingAll("ping of vm-1", words, "check the token");
  }

  @ParameterizedTest
  @CsvSource({
    "'{''status'':''error'',''code'':''TIMEOUT'',''message'':''nothing in 15 s'',''command_id'':''c''}', nothing in 15 s",
    "<html><body>Gateway Time-out</body></html>, Gateway Time-out",
    "'', HTTP 504"
  })
  void aBackendThatWaitedInVain(String body, String words) {
    backend.answers(504, body);

    assertThatThrownBy(() -> backend.client.sendCommand("vm-1", "make"))
        .isInstanceOf(RequestTimeoutException.class)
        .hasMessageContainingAll("command 'make' on vm-1", words, "limit 15 s")
        .hasMessageContaining("stopCommand(\"vm-1\", \"cmd-");
  }

  @ParameterizedTest
  @CsvSource({
    "404, check the path of the address",
    "405, check the path of the address",
    "407, the proxy wants to know who asks",
    "502, is the server behind the proxy running",
    "503, is the server behind the proxy running",
    "418, look at the server's log"
  })
  void pagesOfProxiesAndOtherServers(int status, String advice) {
    backend.answers(
        aResponse()
            .withStatus(status)
            .withHeader("Content-Type", "text/html")
            .withBody(
                "<html><head><style>body{}</style></head><body><h1>Sorry</h1>\n<p>not  here</p></body>"));

    ConnectionException refused = refusal();

    assertThat(refused.reason()).isEqualTo(Reason.REFUSED);
    assertThat(refused.httpStatus()).hasValue(status);
    assertThat(refused).hasMessageContainingAll("HTTP " + status + " (Sorry not here)", advice);
  }

  @Test
  void otherBackendsWordsAreShownAsWell() {
    backend.answers(404, "{'detail':'VM not connected'}");

    assertThat(refusal()).hasMessageContaining("HTTP 404 (VM not connected)");
  }

  @Test
  void redirectsAreNotFollowed() {
    backend.answers(
        aResponse().withStatus(302).withHeader("Location", "https://u:p@login.example/x?key=1"));

    ConnectionException refused = refusal();

    assertThat(refused.reason()).isEqualTo(Reason.REFUSED);
    assertThat(refused)
        .hasMessageContainingAll("HTTP 302", "leads to https://login.example/x;")
        .hasMessageNotContainingAny("key=1", "u:p");
    assertThat(backend.sent()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 400, 401, 404, 502, 504})
  void aPageThatRepeatsTheTokenIsShownWithoutIt(int status) {
    backend.answers(status, "You sent Authorization: Bearer " + SECRET + "x".repeat(10_000));

    Throwable failure = catchThrowable(() -> backend.client.ping("vm-1"));

    assertThat(failure).hasMessageContaining("Bearer ***").hasMessageNotContaining(SECRET);
    assertThat(failure.getMessage()).hasSizeLessThan(1000);
  }

  @Test
  void aPageThatRepeatsTheAddressIsShownWithoutItsQuery() {
    backend.answers(404, "No /api/vms?token=hidden here, not for 'hidden'");
    String address = backend.server.baseUrl() + "/?token=hidden";

    try (BackendClient client = BackendClient.connect(address)) {
      assertThatThrownBy(client::listVms)
          .hasMessageContaining("No /api/vms?*** here, not for \"***\"")
          .hasMessageNotContaining("hidden");
    }
  }

  @Test
  void anErrorThatRepeatsTheTokenIsShownWithoutIt() {
    backend.answers(400, "{'code':'BAD','message':'bad header %s'}".formatted(SECRET));

    assertThatThrownBy(() -> backend.client.ping("vm-1"))
        .hasMessageContaining("bad header ***")
        .hasMessageNotContaining(SECRET);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "42",
        "hello",
        "<html>Please log in</html>",
        "{'status':'ok'",
        "{'status':'ok'}",
        "{'status':'ok'} {}",
        "{'status':'ok','response':null}",
        "{'status':'ok','response':'pong'}",
        "{'status':'ok','response':[]}",
        "{'status':'ok','response':{}}",
        "{'status':'ok','response':{'type':7}}",
        "{'status':'ok','response':{'type':'pong','metadata':[]}}",
        "{'status':'ok','response':{'type':'command_completed','metadata':{'exit_code':'0'}}}",
        "{'status':'ok','response':{'type':'command_completed','metadata':{'full_output':7}}}",
        "\u0000\u0001"
      })
  void whatIsNoAnswer(String body) {
    backend.answers(200, body);

    ConnectionException refused = refusal();

    assertThat(refused.reason()).isEqualTo(Reason.PROTOCOL);
    assertThat(refused)
        .hasMessageContainingAll("ping of vm-1", "HTTP 200", "not with what a backend answers");
  }

  @Test
  void jsonNestedTooDeep() {
    backend.answers(200, "{'response':{'type':'pong','x':" + "[".repeat(200_000));

    assertThat(refusal().reason()).isEqualTo(Reason.PROTOCOL);
  }

  @Test
  void theFieldOfTheWrongTypeIsNamed() {
    backend.answers(
        200, StubBackend.wrapped("{'type':'command_completed','metadata':{'exit_code':'0'}}"));

    assertThat(refusal()).hasMessageContaining("metadata.exit_code");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", "{'vms':{}}", "{'vms':[7]}", "{'vms':[{'vm_id':7}]}", ""})
  void whatIsNoList(String body) {
    backend.answers(200, body);

    assertThatThrownBy(() -> backend.client.listVms())
        .isInstanceOfSatisfying(
            ConnectionException.class, e -> assertThat(e.reason()).isEqualTo(Reason.PROTOCOL))
        .hasMessageContaining("listing the VMs");
  }

  @Test
  void anAnswerOverTheLimitNamesTheLimit() {
    try (StubBackend small =
        StubBackend.start(o -> o.limits(Limits.DEFAULT.withMaxMessageBytes(1000)))) {
      small.vmSays("{'type':'pong','message':'%s'}".formatted("x".repeat(2000)));

      assertThatThrownBy(() -> small.client.ping("vm-1"))
          .isInstanceOfSatisfying(
              ConnectionException.class, e -> assertThat(e.reason()).isEqualTo(Reason.PROTOCOL))
          .hasMessageContainingAll("1000 bytes", "Limits.maxMessageBytes");
    }
  }

  @Test
  void aLargeAnswerUnderTheLimit() {
    backend.vmSays(
        "{'type':'command_completed','metadata':{'full_output':'%s'}}"
            .formatted("x".repeat(8 << 20)));

    assertThat(backend.client.sendCommand("vm-1", "cat").result().output()).hasSize(8 << 20);
  }

  private ConnectionException refusal() {
    return catchThrowableOfType(ConnectionException.class, () -> backend.client.ping("vm-1"));
  }
}
