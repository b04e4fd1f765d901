package dev.drover.reference;

import dev.drover.reference.internal.backend.RestAnswers;
import dev.drover.reference.internal.dashboard.Dashboard;
import dev.drover.reference.internal.dashboard.PageFiles;
import dev.drover.reference.internal.engineio.EngineServer;
import dev.drover.reference.internal.execution.ExecutionPages;
import dev.drover.reference.internal.execution.Executions;
import dev.drover.reference.internal.fault.FaultRules;
import dev.drover.reference.internal.http.HttpAnswer;
import dev.drover.reference.internal.http.OwnHosts;
import dev.drover.reference.internal.hub.Hub;
import dev.drover.reference.internal.journal.RecordingJournal;
import dev.drover.reference.internal.web.Routes;
import java.util.List;

/** What is to be found where. */
final class ServerRoutes {

  private static final String FILES = "/drover/page/{name}";

  private ServerRoutes() {}

  static Routes of(
      ServerOptions options,
      Hub hub,
      Executions executions,
      RunnerSide runner,
      RecordingJournal journal,
      FaultRules faults) {
    Routes routes =
        addPage(new Routes(), new PageFiles())
            .openPage("/healthz", () -> HttpAnswer.text("ok"))
            .socket("/", hub)
            .socket("/api/vm/{id}/ws", request -> hub.agent(request.parameter("id")))
            .on("POST", "/api/vm/{id}/send", r -> hub.send(r.parameter("id"), r))
            .page("/api/vms", () -> RestAnswers.vms(hub.vms()));
    addExecutions(routes, new ExecutionPages(executions));
    addRunner(routes, runner.engine());
    OwnHosts hosts = new OwnHosts(options.host(), options.token().isPresent());
    addDashboard(routes, new Dashboard(executions, runner.runner(), journal, faults, hosts));
    return routes;
  }

  /** Who may speak here is for the tokens within to decide. */
  private static void addRunner(Routes routes, EngineServer engine) {
    for (String path : List.of("/socket.io/", "/socket.io")) {
      routes
          .socket(path, engine::socketRefusal, engine::socket)
          .any(path, engine::answer)
          .unguarded(path)
          .notForStrangers(path);
    }
  }

  /** A watcher with a wrong token is told so in a message: everybody may knock. */
  private static void addExecutions(Routes routes, ExecutionPages pages) {
    for (String path : List.of("/ws/executions/{id}", "/api/v1/ws/executions/{id}")) {
      routes.socket(path, pages::watch).unguarded(path);
    }
    routes
        .on("GET", "/api/v1/reports/{id}", pages::report)
        .on("GET", "/api/v1/artifacts/screenshots/{name}", pages::screenshot);
  }

  /**
   * The page itself is for everybody: it asks for the token. What it shows is not, nor is what else
   * has the address {@code /}, so this comes before that.
   */
  private static Routes addPage(Routes routes, PageFiles files) {
    return routes
        .on("GET", "/", files::index)
        .unguarded("/")
        .on("GET", FILES, files::file)
        .unguarded(FILES);
  }

  private static void addDashboard(Routes routes, Dashboard dashboard) {
    routes
        .on("GET", "/drover/executions", dashboard.executions())
        .on("GET", "/drover/runner", dashboard.runner())
        .on("GET", "/drover/journal", dashboard.journal())
        .on("DELETE", "/drover/journal", dashboard.clearJournal())
        .on("GET", "/drover/faults", dashboard.faults())
        .on("POST", "/drover/faults", dashboard.inject())
        .on("DELETE", "/drover/faults", dashboard.clearFaults())
        .on("POST", "/drover/faults/cut", dashboard.cut());
  }
}
