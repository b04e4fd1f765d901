package dev.drover.testing.internal.bundle;

import dev.drover.ConnectionEvent;
import dev.drover.ConnectionState;
import dev.drover.EventStream;
import dev.drover.execution.Preview;
import dev.drover.hub.HubClient;
import dev.drover.hub.Vm;
import dev.drover.reference.ReferenceServer;
import dev.drover.testing.internal.bundle.model.HistoryEntry.Kind;
import dev.drover.testing.internal.bundle.model.Outcome;
import dev.drover.testing.internal.bundle.model.Phase;
import dev.drover.testing.internal.bundle.model.TestFacts;
import dev.drover.testing.internal.bundle.model.TestName;
import dev.drover.testing.internal.bundle.model.TestSummary;
import dev.drover.testing.internal.bundle.model.Verdict;
import dev.drover.testing.internal.bundle.recording.Film;
import dev.drover.testing.internal.bundle.recording.Histories;
import dev.drover.testing.internal.bundle.recording.RecordedHubClient;
import dev.drover.testing.internal.bundle.recording.RecordedVm;
import dev.drover.testing.internal.bundle.recording.Transcript;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one invocation of a test, collected while it runs. No method throws on account
 * of the report; what goes wrong is logged and stands on the test's page. Safe for any number of
 * threads.
 */
public final class TestEvidence {

  private final RunReport report;
  private final Attempt attempt;
  private final Trouble trouble;
  private final TestFolder folder;
  private final Transcript transcript;
  private final WatchedVms vms;
  private final ServerJournal journal;
  private final List<Film> films = new CopyOnWriteArrayList<>();
  private final List<String> notes = new CopyOnWriteArrayList<>();
  private final Failures failures = new Failures();
  private @Nullable Path page;
  private boolean closed;

  TestEvidence(RunReport report, RunFolder run, int number, TestName name) {
    this.report = report;
    attempt = new Attempt(number, name);
    trouble = new Trouble("report of " + name);
    folder = new TestFolder(run, FolderNames.ofTest(number, name), trouble);
    transcript = new Transcript(folder, report.secrets(), attempt.spent());
    vms = new WatchedVms(folder, trouble);
    journal = new ServerJournal(trouble);
  }

  /**
   * A VM of the test. Its screen is captured when the test fails.
   *
   * @param vm the VM
   * @return the VM to give to the test: it writes down what it is asked for
   */
  public Vm vm(Vm vm) {
    if (vm instanceof RecordedVm) {
      return vm;
    }
    vms.add(vm);
    return new RecordedVm(vm, transcript);
  }

  /**
   * The client that the test uses. What happens to its connection, and what VMs say of themselves,
   * is followed from now on, once per client however many tests share it.
   *
   * @param client the client
   * @return the client to give to the test: its VMs are as those of {@link #vm}
   */
  public HubClient hub(HubClient client) {
    connection("hub", client.state(), client.connectionEvents());
    trouble.guard(
        "VMs' states cannot be followed", () -> report.histories().states(client.vmStates()));
    return new RecordedHubClient(client, this::vm);
  }

  /**
   * Another connection of the test, such as that of an execution.
   *
   * @param to what it leads to, for people
   * @param now how it stands now
   * @param events what happens to it
   */
  public void connection(
      String to, ConnectionState now, EventStream<? extends ConnectionEvent> events) {
    trouble.guard(
        "the connection to " + to + " cannot be followed",
        () -> report.histories().connection(to, now, events));
  }

  /**
   * The embedded server that the test uses, whose journal is looked into when the test fails.
   *
   * @param embedded the server
   */
  public void server(ReferenceServer embedded) {
    journal.of(embedded);
  }

  /**
   * A preview of the test, whose last frames are kept.
   *
   * @param preview the preview
   */
  public void preview(Preview preview) {
    trouble.guard("a preview cannot be followed", () -> films.add(new Film(preview)));
  }

  /**
   * Time that the test spent, other than in commands, which are counted by themselves.
   *
   * @param phase into what it went
   * @param time how much
   */
  public void spent(Phase phase, Duration time) {
    attempt.spent().add(phase, time);
  }

  /**
   * Something for people to know, such as that the VM is held.
   *
   * @param note a sentence or two; line ends are kept
   */
  public void note(String note) {
    notes.add(note);
  }

  /**
   * The test has failed just now. The first call takes the screenshots and writes the page; further
   * ones, for failures in tear-down, add to it. Returns within the limit for screenshots and a
   * moment.
   *
   * @param where in which part of the test, such as {@code @BeforeEach}
   * @param thrown what was thrown
   * @param verdict who is to look into it
   */
  public void failed(String where, Throwable thrown, Verdict verdict) {
    if (!isClosed() && failures.add(where, thrown, verdict)) {
      capture();
    }
  }

  /**
   * The test is about to fail, and nothing is thrown yet: as {@link #failed}. What is thrown next
   * is this failure, and takes the place of what stood in for it.
   *
   * @param where in which part of the test
   * @param standIn says what is known so far
   */
  public void failing(String where, Throwable standIn) {
    if (!isClosed()) {
      failures.announce(where, standIn);
      capture();
    }
  }

  private void capture() {
    vms.capture(report.options().screenshotLimit());
    write(Outcome.FAILED);
  }

  /** The test's page, once it is written. */
  public synchronized Optional<Path> page() {
    return Optional.ofNullable(page);
  }

  /**
   * The test is over. A test that passed or was skipped leaves nothing but its line in the index.
   * Idempotent: later calls change nothing and give the same.
   *
   * @param outcome how it ended
   * @return the files to publish, the page first; empty if there are none
   */
  public List<Path> close(Outcome outcome) {
    synchronized (this) {
      if (closed) {
        return folder.files();
      }
      closed = true;
    }
    boolean explained = outcome == Outcome.FAILED || !failures.all().isEmpty();
    if (explained && outcome != Outcome.PASSED && outcome != Outcome.SKIPPED) {
      vms.capture(report.options().screenshotLimit());
      write(outcome);
    } else {
      discard();
    }
    films.forEach(film -> trouble.guard("a preview's frames go on", film::close));
    report.ended(summary(outcome));
    return folder.files();
  }

  private synchronized void discard() {
    page = null;
    trouble.guard("the folder " + folder.name() + " is left behind", folder::discard);
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  private synchronized void write(Outcome outcome) {
    trouble.guard(
        "the page could not be written",
        () -> {
          Path file = folder.file(TestFolder.PAGE);
          page = RunFolder.replace(file, report.page(facts(outcome)));
        });
  }

  private TestFacts facts(Outcome outcome) {
    Set<String> vmIds = vms.ids();
    // Asked for last: what the VMs and the connection have to say of the failure takes a moment.
    Histories histories = report.histories();
    return new TestFacts(
        summary(outcome),
        failures.all(),
        vms.screens(),
        transcript.log(),
        films.stream().flatMap(film -> film.pictures().stream()).toList(),
        histories.since(
            attempt.start(),
            entry -> entry.kind() == Kind.STATE && vmIds.contains(entry.subject())),
        histories.since(Instant.MIN, entry -> entry.kind() != Kind.STATE),
        journal.excerpt(attempt.start(), vmIds),
        report.environment(),
        List.copyOf(notes),
        trouble.seen());
  }

  private TestSummary summary(Outcome outcome) {
    return attempt.summary(
        outcome, failures.all(), page().map(file -> folder.name() + "/" + file.getFileName()));
  }
}
