package dev.drover.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.drover.ClientOptions;
import dev.drover.ConnectionException;
import dev.drover.ConnectionState;
import dev.drover.hub.Assignment;
import dev.drover.hub.HubClient;
import dev.drover.hub.TestCase;
import dev.drover.hub.Vm;
import dev.drover.reference.Fault;
import dev.drover.reference.FaultPoint;
import dev.drover.reference.FaultRule;
import dev.drover.reference.JournalEntry;
import dev.drover.reference.PeerRole;
import dev.drover.reference.ReferenceServer;
import dev.drover.reference.ServerOptions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A fixture with a hub of its own, whose VMs are scripted. */
class DroverFixtureTest {

  private static final TestMethod LOGIN =
      new TestMethod("LoginTest#logsIn", Optional.of("login"), List.of("open", "type"));
  private static final TestMethod SEARCH =
      new TestMethod("SearchTest#finds", Optional.empty(), List.of());

  private final ReferenceServer server =
      ReferenceServer.start(ServerOptions.defaults().withToken("sesame"));
  private final Map<String, String> properties = new HashMap<>();
  private final DroverFixture fixture =
      new DroverFixture(new Configuration(properties::get, name -> null, name -> null));

  @BeforeEach
  void configureAHubWithTwoVms() {
    properties.put("drover.hub", server.uri().toString());
    properties.put("drover.token", "sesame");
    server.vm("vm-1");
    server.vm("vm-2");
  }

  @AfterEach
  void closeAll() {
    fixture.close();
    server.close();
  }

  @Test
  void aTestHasItsVmFromFirstNeedToItsEnd() {
    TestVms vms = hub().begin(LOGIN);
    assertThat(held()).isEmpty();

    Assignment assignment = vms.assignment(0);
    assertThat(assignment.testCase()).isEqualTo(TestCase.of("login", "open", "type"));
    assertThat(vms.assignment(0)).isSameAs(assignment);
    assertThat(held()).containsExactly("login");

    vms.end(null);
    assertThat(held()).isEmpty();
    assertThatThrownBy(() -> vms.assignment(0)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void parametersOfOneNumberSpeakOfOneVm() {
    TestVms vms = hub().begin(SEARCH);

    Vm first = (Vm) vms.value(Vm.class, 0);
    Vm second = (Vm) vms.value(Vm.class, 1);

    assertThat(second.id()).isNotEqualTo(first.id());
    assertThat(vms.value(Assignment.class, 1)).isEqualTo(vms.assignment(1));
    assertThat(vms.value(TestCase.class, 0)).isEqualTo(vms.assignment(0).testCase());
    assertThat(vms.value(HubClient.class, 0)).isSameAs(hub().client());
  }

  @Test
  void invocationsAtTheSameTimeHaveIdsOfTheirOwn() {
    TestVms one = hub().begin(LOGIN);
    TestVms two = hub().begin(LOGIN);

    assertThat(one.assignment(0).testCase().id()).isEqualTo("login");
    assertThat(two.assignment(0).testCase().id()).isEqualTo("login-2");

    one.end(null);
    TestVms three = hub().begin(LOGIN);
    assertThat(three.assignment(0).testCase().id()).isEqualTo("login");
  }

  @Test
  void generatedIdsAreUnique() {
    List<String> ids =
        IntStream.range(0, 3)
            .mapToObj(
                i -> {
                  try (TestVms vms = hub().begin(SEARCH)) {
                    return vms.assignment(0).testCase().id();
                  }
                })
            .toList();

    assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.startsWith("SearchTest#finds@"));
  }

  @Test
  void theClientIsSharedAndReplacedIfATestClosesIt() {
    HubClient client = hub().client();
    assertThat(fixture.hub("", "").client()).isSameAs(client);

    client.close();

    assertThat(hub().client()).isNotSameAs(client);
    assertThat(hub().client().state()).isEqualTo(ConnectionState.CONNECTED);
  }

  @Test
  void closingGivesBackTheVmsOfRunningTestsBeforeTheConnectionCloses() {
    hub().begin(LOGIN).assignment(0);

    fixture.close();

    List<JournalEntry> journal = server.journal().entries();
    assertThat(journal).extracting(JournalEntry::type).contains("release_response");
    assertThat(held()).isEmpty();
    assertThatThrownBy(() -> fixture.hub("", "").client())
        .hasMessageContaining("the test run is over");
  }

  @Test
  void aVmThatCouldNotBeGivenBackIsSweptWhenTheConnectionIsBack() {
    TestVms vms = hub().begin(LOGIN);
    vms.assignment(0);
    HubClient client = hub().client();
    Throwable itsOwn = new AssertionError("its own failure");
    server.faults().inject(FaultRule.of(Fault.cut(), FaultPoint.BEFORE_UPGRADE).always());
    server.faults().cutAll(PeerRole.CLIENT);
    await().until(() -> client.state() == ConnectionState.RECONNECTING);

    vms.end(itsOwn);

    assertThat(itsOwn.getSuppressed()).singleElement().asString().contains("not given back yet");
    server.faults().clear();
    await().untilAsserted(() -> assertThat(held()).isEmpty());
  }

  @Test
  void anInterruptNeitherHindersTheEndNorIsItLost() {
    TestVms vms = hub().begin(LOGIN);
    vms.assignment(0);

    Thread.currentThread().interrupt();
    vms.end(null);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(held()).isEmpty();
  }

  @Test
  void aWrongTokenIsRefusedWithAWordOnWhereTheHubCameFrom() {
    properties.put("drover.token", "open");

    assertThatThrownBy(() -> hub().client())
        .isInstanceOf(ConnectionException.class)
        .hasMessageContaining("system property drover.hub")
        .extracting(e -> ((ConnectionException) e).reason())
        .isEqualTo(ConnectionException.Reason.UNAUTHORIZED);
  }

  @Test
  void aServerIsGivenOnlyWhereItIsEmbedded() {
    assertThatThrownBy(() -> hub().server())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("system property drover.hub");

    TestHub embedded = fixture.hub("embedded", "");
    assertThat(embedded.value(ReferenceServer.class)).isSameAs(embedded.server());
    assertThat(embedded.client().listVms()).isEmpty();
  }

  private TestHub hub() {
    return fixture.hub("", "");
  }

  private List<String> held() {
    try (HubClient observer = HubClient.connect(ClientOptions.of(server.uri()).token("sesame"))) {
      return observer.listVms().stream().flatMap(vm -> vm.testCaseId().stream()).toList();
    }
  }
}
