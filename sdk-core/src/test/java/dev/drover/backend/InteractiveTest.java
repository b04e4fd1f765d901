package dev.drover.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.drover.DroverException;
import dev.drover.RemoteException;
import dev.drover.RequestTimeoutException;
import dev.drover.TerminalSize;
import dev.drover.backend.CommandReply.AwaitingInput;
import dev.drover.backend.CommandReply.Completed;
import dev.drover.hub.CommandRequest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Commands that ask, and what is sent about commands at all. */
@Timeout(30)
class InteractiveTest {

  private static final String NAME =
      "{'type':'command_awaiting_input','message':'Name: ','metadata':{'command_id':'c-1','full_output':'Hi\\r\\nName: ','seq':2}}";
  private static final String PASSWORD =
      "{'type':'command_awaiting_input','message':'Password: ','metadata':{'command_id':'c-1','full_output':'Hi\\r\\nName: me\\r\\nPassword: ','seq':4}}";
  private static final String END =
      "{'type':'command_completed','message':'x','metadata':{'command_id':'c-1','exit_code':0,'full_output':'Hi\\r\\nName: me\\r\\nPassword: \\r\\nbye\\r\\n'}}";
  private static final String ACK = "{'type':'ack','metadata':{'command_id':'c-1'}}";

  private StubBackend backend;

  @BeforeEach
  void start() {
    backend = StubBackend.start();
  }

  @AfterEach
  void stop() {
    backend.close();
  }

  @Test
  void twoQuestions() {
    backend.vmSaysInTurn(NAME, ACK, PASSWORD, ACK, END);

    AwaitingInput name = ask();
    AwaitingInput password = (AwaitingInput) name.answer("me");
    CommandReply end = password.answer("secret");

    assertThat(name.prompt()).isEqualTo("Name: ");
    assertThat(name.output()).isEqualTo("Hi\nName: ");
    assertThat(password.prompt()).isEqualTo("Password: ");
    assertThat(password.rawOutput()).isEqualTo("Hi\r\nName: me\r\nPassword: ");
    assertThat(end.result().output()).isEqualTo("Hi\nName: me\nPassword: \nbye\n");
    assertThat(end.result().command()).isEqualTo("login");
  }

  @Test
  void anAnswerIsInputAndThenAnAttach() {
    backend.vmSaysInTurn(NAME, ACK, END);

    ask().answer("me");

    JsonNode input = backend.sent().get(1);
    assertThat(input.path("message_type").asText()).isEqualTo("send_input");
    assertThat(input.path("message").asText()).isEqualTo("me\n");
    assertThat(input.path("metadata").toString()).isEqualTo("{\"command_id\":\"c-1\"}");
    JsonNode attach = backend.sent().get(2);
    assertThat(attach.path("message_type").asText()).isEqualTo("attach");
    assertThat(attach.path("metadata").toString())
        .isEqualTo("{\"command_id\":\"c-1\",\"from_seq\":2}");
  }

  @Test
  void questionsAnsweredAsynchronously() throws Exception {
    backend.vmSaysInTurn(NAME, ACK, PASSWORD, ACK, END);

    CompletableFuture<CommandReply> end =
        backend
            .client
            .sendCommandAsync("vm-1", request())
            .thenCompose(name -> ((AwaitingInput) name).answerAsync("me"))
            .thenCompose(password -> ((AwaitingInput) password).answerAsync("secret"));

    assertThat(end.get(10, TimeUnit.SECONDS)).isInstanceOf(Completed.class);
    assertThat(backend.sent()).hasSize(5);
  }

  @Test
  void whoeverExpectsNoPromptIsToldOfIt() {
    backend.vmSays(NAME);

    assertThatThrownBy(() -> backend.client.sendCommand("vm-1", request()).result())
        .isInstanceOf(DroverException.class)
        .hasMessageContainingAll("command 'login' on vm-1", "c-1", "Name: ", "answer(…)", "stop()");
  }

  @Test
  void anOlderAgentsPromptIsAllItsOutput() {
    backend.vmSaysInTurn(
        "{'type':'command_awaiting_input','message':'Command not found: foo'}",
        "{'type':'command_stopped','metadata':{'success':false}}");

    AwaitingInput prompt = ask();

    assertThat(prompt.commandId()).isEqualTo("c-1");
    assertThat(prompt.output()).isEqualTo("Command not found: foo");
    assertThat(prompt.stop()).isFalse();
  }

  @Test
  void outputOfAgentsThatTellOnlyWhatIsNewIsPutTogether() {
    backend.vmSaysInTurn(
        "{'type':'command_awaiting_input','message':'Name: '}",
        ACK,
        "{'type':'command_completed','message':'bye','metadata':{'exit_code':0}}");

    assertThat(ask().answer("me").result().output()).isEqualTo("Name: bye");
  }

  @Test
  void anAgentThatDoesNotKnowAttach() {
    backend.vmSaysInTurn(
        NAME, ACK, "{'type':'error','message':'Unknown message type','metadata':{'error':'?'}}");
    AwaitingInput prompt = ask();

    assertThatThrownBy(() -> prompt.answer("me"))
        .isInstanceOf(RemoteException.class)
        .hasMessageContainingAll(
            "attaching to command 'login' on vm-1",
            "Unknown message type",
            "drover.v1",
            "stopCommand(\"vm-1\", \"c-1\")")
        .hasMessageNotContaining("me\n");
  }

  @Test
  void anAgentThatTakesAttachForSomethingElse() {
    backend.vmSaysInTurn(NAME, ACK, "{'type':'ack','message':'whatever'}");
    AwaitingInput prompt = ask();

    assertThatThrownBy(() -> prompt.answer("me"))
        .isInstanceOf(DroverException.class)
        .hasMessageContainingAll("Acknowledged", "drover.v1");
  }

  @Test
  void aCommandThatIsGoneWhenItIsAnswered() {
    backend.vmSaysInTurn(
        NAME, "{'type':'error','message':'gone','metadata':{'error':'UNKNOWN_COMMAND'}}");
    AwaitingInput prompt = ask();

    assertThatThrownBy(() -> prompt.answer("secret"))
        .isInstanceOfSatisfying(
            RemoteException.class, e -> assertThat(e.code()).contains("UNKNOWN_COMMAND"))
        .hasMessageContaining("input for command 'login'")
        .hasMessageNotContaining("secret");
  }

  @Test
  void waitingWithoutAnAnswer() {
    backend.vmSaysInTurn(NAME, END);

    CommandReply end = ask().await(Duration.ofSeconds(3));

    assertThat(end).isInstanceOf(Completed.class);
    assertThat(backend.sent().get(1).path("timeout").asDouble()).isEqualTo(3);
  }

  @Test
  void comingBackToACommandByItsId() {
    backend.vmSays(END);

    CommandReply end = backend.client.attach("vm-1", "c-1", Duration.ofSeconds(3));

    assertThat(end.result().command()).isEqualTo("c-1");
    assertThat(backend.onlySent().at("/metadata/from_seq").asLong(-1)).isZero();
  }

  @Test
  void comingBackToACommandThatTimedOutMeanwhile() {
    backend.vmSays(
        "{'type':'command_error','message':'too long','metadata':{'error':'COMMAND_TIMEOUT'}}");

    assertThatThrownBy(() -> backend.client.attach("vm-1", "c-1", Duration.ofSeconds(3)))
        .isInstanceOf(RequestTimeoutException.class)
        .hasMessageContaining("was stopped")
        .hasMessageNotContaining("drover.v1");
  }

  @Test
  void whatACommandSends() {
    backend.vmSays(END);
    CommandRequest request =
        request()
            .timeout(Duration.ofMillis(2500))
            .env("LANG", "C")
            .workingDirectory("/srv")
            .pty(new TerminalSize(132, 43));

    backend.client.sendCommand("vm-1", request);

    JsonNode sent = backend.onlySent();
    assertThat(sent.path("message").asText()).isEqualTo("login");
    assertThat(sent.path("message_type").asText()).isEqualTo("command");
    assertThat(sent.path("timeout").asDouble()).isEqualTo(7.5);
    assertThat(sent.path("metadata").toString())
        .isEqualTo(
            "{\"command_id\":\"c-1\",\"timeout\":2.5,\"env\":{\"LANG\":\"C\"},\"working_directory\":\"/srv\",\"pty\":true,\"columns\":132,\"rows\":43}");
  }

  @Test
  void everyCommandHasAnIdAndATimeout() {
    backend.vmSays(END);

    backend.client.sendCommand("vm-1", "make");

    JsonNode metadata = backend.onlySent().path("metadata");
    assertThat(metadata.path("command_id").asText()).startsWith("cmd-");
    assertThat(metadata.path("timeout").asDouble()).isEqualTo(10);
  }

  @Test
  void commandsMayBeGivenForEver() {
    try (StubBackend patient =
        StubBackend.start(o -> o.commandTimeout(Duration.ofSeconds(Long.MAX_VALUE)))) {
      patient.vmSays(END);

      assertThat(patient.client.sendCommand("vm-1", "make").result().isSuccess()).isTrue();
    }
  }

  @Test
  void closingInput() {
    backend.vmSays(ACK);

    backend.client.closeInput("vm-1", "c-1");

    assertThat(backend.onlySent().path("metadata").toString())
        .isEqualTo("{\"command_id\":\"c-1\",\"eof\":true}");
  }

  @Test
  void promptsAreShownWithoutOutputAndAnswers() {
    backend.vmSays(PASSWORD);

    assertThat(ask())
        .hasToString("AwaitingInput[command 'login' on vm-1 (command_id c-1) at 'Password: ']");
  }

  private AwaitingInput ask() {
    return (AwaitingInput) backend.client.sendCommand("vm-1", request());
  }

  private static CommandRequest request() {
    return CommandRequest.of("login").commandId("c-1");
  }
}
