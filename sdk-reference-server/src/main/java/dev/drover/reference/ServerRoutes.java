package dev.drover.reference;

import dev.drover.reference.internal.backend.RestAnswers;
import dev.drover.reference.internal.engineio.EngineServer;
import dev.drover.reference.internal.execution.ExecutionPages;
import dev.drover.reference.internal.execution.Executions;
import dev.drover.reference.internal.http.HttpAnswer;
import dev.drover.reference.internal.hub.Hub;
import dev.drover.reference.internal.web.Routes;
import java.util.List;

/** What is to be found where. */
final class ServerRoutes {

  private ServerRoutes() {}

  static Routes of(Hub hub, Executions executions, EngineServer engine) {
    Routes routes =
        new Routes()
            .page("/", () -> HttpAnswer.html(FrontPage.html(hub.vms())))
            .openPage("/healthz", () -> HttpAnswer.text("ok"))
            .socket("/", hub)
            .socket("/api/vm/{id}/ws", request -> hub.agent(request.parameter("id")))
            .on("POST", "/api/vm/{id}/send", r -> hub.send(r.parameter("id"), r))
            .page("/api/vms", () -> RestAnswers.vms(hub.vms()));
    addExecutions(routes, new ExecutionPages(executions));
    addRunner(routes, engine);
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
}
