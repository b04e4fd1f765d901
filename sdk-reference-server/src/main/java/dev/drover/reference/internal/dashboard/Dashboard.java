package dev.drover.reference.internal.dashboard;

import dev.drover.reference.Runner;
import dev.drover.reference.internal.execution.Executions;
import dev.drover.reference.internal.execution.Summary;
import dev.drover.reference.internal.fault.FaultRules;
import dev.drover.reference.internal.http.HttpResource;
import dev.drover.reference.internal.http.OwnHosts;
import dev.drover.reference.internal.journal.RecordingJournal;
import java.util.List;

/**
 * What the dashboard reads and changes of its server where no protocol has a message for it. All of
 * it is JSON, answers with a code when it refuses, and is only for this server's own pages and for
 * programs.
 */
public final class Dashboard {

  private record Listed(List<Summary> executions) {}

  private record Runs(List<Runner.Agent> agents, List<Runner.Job> jobs) {}

  private final JournalResource journal;
  private final FaultsResource faults;
  private final Executions executions;
  private final Runner runner;
  private final OwnHosts hosts;

  /** The resources of one server. */
  public Dashboard(
      Executions executions,
      Runner runner,
      RecordingJournal journal,
      FaultRules faults,
      OwnHosts hosts) {
    this.executions = executions;
    this.runner = runner;
    this.journal = new JournalResource(journal);
    this.faults = new FaultsResource(faults);
    this.hosts = hosts;
  }

  /** {@code GET /drover/executions}: those that are known, newest first. */
  public HttpResource executions() {
    return own(request -> DashboardJson.answer(new Listed(executions.list())).now());
  }

  /** {@code GET /drover/runner}: agents in the order of their registration, and jobs under way. */
  public HttpResource runner() {
    return own(request -> DashboardJson.answer(new Runs(runner.agents(), runner.jobs())).now());
  }

  /** {@code GET /drover/journal?from&limit&kind&role&text&without}. */
  public HttpResource journal() {
    return own(journal::read);
  }

  /** {@code DELETE /drover/journal}. */
  public HttpResource clearJournal() {
    return own(journal::clear);
  }

  /** {@code GET /drover/faults}. */
  public HttpResource faults() {
    return own(faults::read);
  }

  /** {@code POST /drover/faults}. */
  public HttpResource inject() {
    return own(faults::inject);
  }

  /** {@code DELETE /drover/faults}. */
  public HttpResource clearFaults() {
    return own(faults::clear);
  }

  /** {@code POST /drover/faults/cut}. */
  public HttpResource cut() {
    return own(faults::cut);
  }

  private HttpResource own(HttpResource resource) {
    return new OwnPages(resource, hosts);
  }
}
