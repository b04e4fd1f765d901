package dev.drover.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.drover.reference.JournalEntry.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the dashboard asks for where no protocol has a message for it. */
class DashboardResourcesTest extends WithServer {

  private static final String ID = "550e8400-e29b-41d4-a716-446655440000";

  @Override
  ServerOptions options() {
    return super.options().withRunner(RunnerOptions.defaults().withoutTokens());
  }

  private JsonNode get(String path) {
    Rest.Answer answer = rest.get(path);
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
    return answer.body();
  }

  private Rest.Answer post(String path, String body) {
    return rest.call("POST", path, body.replace('\'', '"')).join();
  }

  @Test
  void executionsAreListedNewestFirst() {
    server.execution(ID).progress(45, "sms_test_module").log("emulator-5554", "tapping");
    server.execution("550e8400-e29b-41d4-a716-446655440001").stepCompleted("d", "m").complete();

    JsonNode list = get("/drover/executions").path("executions");

    assertThat(list.findValuesAsText("status")).containsExactly("completed", "running");
    JsonNode running = list.get(1);
    assertThat(running.path("execution_id").asText()).isEqualTo(ID);
    assertThat(running.path("progress_percentage").asInt()).isEqualTo(45);
    assertThat(running.path("current_step").asText()).isEqualTo("sms_test_module");
    assertThat(running.path("devices").get(0).asText()).isEqualTo("emulator-5554");
    assertThat(running.has("finished_at")).isFalse();
    assertThat(list.get(0).path("successful_steps").asInt()).isEqualTo(1);
  }

  @Test
  void theRunnersAgentsAndJobsAreListed() throws InterruptedException {
    RunnerPeer agent = closing(RunnerPeer.connect(server, ""));
    RunnerPeer runner = closing(RunnerPeer.connect(server, ""));
    agent.register("My Local Agent");
    runner.expectStatus("online");

    runner.emit("execution:start", "{'executionId':'e-1','target':'local','code':'x'}");
    agent.next("execution:start");

    JsonNode state = get("/drover/runner");
    assertThat(state.path("agents").findValuesAsText("name")).containsExactly("My Local Agent");
    assertThat(state.path("agents").findValuesAsText("status")).containsExactly("busy");
    JsonNode job = state.path("jobs").get(0);
    assertThat(job.path("execution_id").asText()).isEqualTo("e-1");
    assertThat(job.path("recording").asBoolean(true)).isFalse();
    assertThat(job.path("agent_id")).isEqualTo(state.path("agents").get(0).path("agent_id"));
  }

  @Test
  void theJournalIsReadPageByPage() {
    PlainPeer client = client();
    client.send("{'type':'list_vms'}").read("list_vms_response");

    JsonNode first = get("/drover/journal?limit=2");
    client.send("{'type':'list_vms'}").read("list_vms_response");
    JsonNode second = get("/drover/journal?from=" + first.path("next").asLong());

    assertThat(first.path("entries").findValuesAsText("type"))
        .containsExactly("list_vms", "list_vms_response");
    assertThat(first.path("more").asBoolean()).isTrue();
    assertThat(second.path("entries").findValuesAsText("kind")).containsExactly("received", "sent");
    assertThat(second.path("entries").get(0).path("role").asText()).isEqualTo("client");
    assertThat(second.path("more").asBoolean()).isFalse();
  }

  @Test
  void theJournalIsFiltered() {
    PlainPeer client = client();
    PlainPeer vm = vm("vm-Ä");
    client.send("{'type':'list_vms'}").read("list_vms_response");
    vm.send("{'type':'state_update','state':{'status':'running'}}");
    client.read("vm_state");

    assertThat(types("kind=sent&role=client")).containsExactly("list_vms_response", "vm_state");
    assertThat(types("text=RUNNING&kind=received")).containsExactly("state_update");
    assertThat(types("text=vm-%C3%A4&role=vm&kind=received")).containsExactly("state_update");
    assertThat(types("kind=sent&without=vm_state&without=other"))
        .containsExactly("list_vms_response");
  }

  private List<String> types(String query) {
    return get("/drover/journal?" + query).path("entries").findValuesAsText("type");
  }

  @Test
  void longMessagesAreCutButTheirLengthIsTold() {
    client().send("{'type':'no','filler':'" + "x".repeat(9_000) + "'}").read("error");

    JsonNode entry = get("/drover/journal?text=filler&kind=received").path("entries").get(0);

    assertThat(entry.path("text").asText()).hasSize(2_000);
    assertThat(entry.path("characters").asInt()).isGreaterThan(9_000);
  }

  @Test
  void theJournalIsCleared() {
    client().send("{'type':'list_vms'}").read("list_vms_response");

    long next = rest.call("DELETE", "/drover/journal", "").join().body().path("next").asLong();

    assertThat(next).isPositive();
    assertThat(server.journal().entries(e -> e.type().equals("list_vms"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"from=-1", "from=x", "limit=1e9", "kind=nothing", "role=king"})
  void aQueryThatMakesNoSenseIsRefused(String query) {
    rest.get("/drover/journal?" + query).is(400, "BAD_REQUEST");
  }

  @Test
  void aFaultIsInjectedAndStrikes() {
    PlainPeer client = client();

    JsonNode state =
        post("/drover/faults", "{'fault':'cut','phase':'mid_request','role':'client'}").body();

    JsonNode rule = state.path("rules").get(0);
    assertThat(rule.toString())
        .isEqualTo(
            "{\"fault\":\"cut\",\"phase\":\"mid_request\",\"count\":1,\"role\":\"client\",\"left\":1}");
    client.send("{'type':'list_vms'}");
    assertThat(client.closeCode()).isEqualTo(1006);
    assertThat(get("/drover/faults").path("applied").asLong()).isEqualTo(1);
    assertThat(get("/drover/faults").path("rules")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"cut", "reset", "stall", "half_open", "delay", "duplicate", "reorder", "corrupt"})
  void everyFaultCanBeInjected(String fault) {
    JsonNode state =
        post("/drover/faults", "{'fault':'%s','count':7,'always':true}".formatted(fault)).body();

    assertThat(state.path("choices").path("faults").toString()).contains(fault);
    assertThat(state.path("rules").get(0).path("fault").asText()).startsWith(fault);
    assertThat(state.path("rules").get(0).has("left")).isFalse();
  }

  @Test
  void faultsAreTakenBack() {
    post("/drover/faults", "{'fault':'delay','delay_ms':20,'damage':'json','times':3}");

    JsonNode state = rest.call("DELETE", "/drover/faults", "").join().body();

    assertThat(state.path("rules")).isEmpty();
    assertThat(server.faults().toString()).isEqualTo("Faults[[]]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no json",
        "[]",
        "{'fault':'flood'}",
        "{'phase':'never'}",
        "{'count':0}",
        "{'times':0}",
        "{'fault':'delay','delay_ms':-1}",
        "{'fault':'corrupt','damage':'soul'}",
        "{'phase':'before_upgrade','role':'vm'}"
      })
  void aFaultThatMakesNoSenseIsRefused(String body) {
    post("/drover/faults", body).is(400, "BAD_REQUEST");
    assertThat(get("/drover/faults").path("rules")).isEmpty();
  }

  @Test
  void connectionsAreCutByRole() {
    PlainPeer client = client();
    PlainPeer vm = vm("vm-1");

    post("/drover/faults/cut", "{'role':'client'}");
    assertThat(client.closeCode()).isEqualTo(1006);
    vm.fence();

    post("/drover/faults/cut", "");
    assertThat(vm.closeCode()).isEqualTo(1006);
    server.journal().await(e -> e.kind() == Kind.DISCONNECTED, Duration.ofSeconds(30));
    post("/drover/faults/cut", "{'role':'king'}").is(400, "BAD_REQUEST");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Origin: http://evil.example",
        "Origin: http://127.0.0.1:1",
        "Origin: null",
        "Sec-Fetch-Site: cross-site",
        "Sec-Fetch-Site: same-site",
        "Host: evil.example"
      })
  void pagesFromElsewhereGetNothing(String header) throws IOException {
    String host = header.startsWith("Host") ? "" : "Host: 127.0.0.1:" + server.port() + "\r\n";
    for (String request : List.of("GET /drover/journal", "POST /drover/faults/cut")) {
      RawPeer raw = closing(RawPeer.tcp(server));

      raw.bytes("%s HTTP/1.1\r\n%s%s\r\n\r\n".formatted(request, host, header));

      assertThat(raw.readHead()).startsWith("HTTP/1.1 403 ");
    }
    assertThat(server.faults().applied()).isZero();
  }

  @Test
  void itsOwnPageGetsWhatItAsksFor() throws IOException {
    String own = "127.0.0.1:" + server.port();
    RawPeer raw = closing(RawPeer.tcp(server));

    raw.bytes(
        "DELETE /drover/faults HTTP/1.1\r\nHost: %s\r\nOrigin: http://%s\r\nSec-Fetch-Site: same-origin\r\n\r\n"
            .formatted(own, own));

    assertThat(raw.readHead()).startsWith("HTTP/1.1 200 ");
  }
}
