package dev.drover.reference.internal.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import dev.drover.reference.Fault.Damage;
import dev.drover.reference.FaultPoint;
import dev.drover.reference.FaultPoint.Phase;
import dev.drover.reference.FaultRule;
import dev.drover.reference.PeerRole;
import dev.drover.reference.internal.fault.FaultRules;
import dev.drover.reference.internal.http.HttpAnswer;
import dev.drover.reference.internal.http.WebRequest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** {@code /drover/faults}: the rules in force, and how they are changed. */
final class FaultsResource {

  /** A rule in force; how often it may still strike is absent if always. */
  private record Rule(
      String fault, String phase, int count, @Nullable String role, @Nullable Integer left) {}

  /** What there is to choose from. */
  private record Choices(
      List<String> faults, List<String> damages, List<String> phases, List<String> roles) {}

  private record State(long applied, List<Rule> rules, Choices choices) {}

  private static final Choices CHOICES =
      new Choices(
          Names.all(FaultKind.class),
          Names.all(Damage.class),
          Names.all(Phase.class),
          Names.all(PeerRole.class));

  private final FaultRules faults;

  FaultsResource(FaultRules faults) {
    this.faults = faults;
  }

  CompletableFuture<HttpAnswer> read(WebRequest request) {
    return state().now();
  }

  CompletableFuture<HttpAnswer> inject(WebRequest request) {
    return change(request, body -> faults.inject(rule(body)));
  }

  CompletableFuture<HttpAnswer> clear(WebRequest request) {
    faults.clear();
    return state().now();
  }

  /** Cuts all connections, or those of a role. */
  CompletableFuture<HttpAnswer> cut(WebRequest request) {
    return change(
        request,
        body -> {
          String role = body.path("role").asText("");
          if (role.isEmpty()) {
            faults.cutAll();
          } else {
            faults.cutAll(Names.constant(PeerRole.class, role));
          }
        });
  }

  private CompletableFuture<HttpAnswer> change(WebRequest request, Consumer<JsonNode> change) {
    try {
      change.accept(DashboardJson.object(request.body()));
      return state().now();
    } catch (IllegalArgumentException e) {
      return HttpAnswer.error(400, "BAD_REQUEST", String.valueOf(e.getMessage())).now();
    }
  }

  private static FaultRule rule(JsonNode body) {
    FaultKind kind = Names.constant(FaultKind.class, body.path("fault").asText("cut"));
    Phase phase = Names.constant(Phase.class, body.path("phase").asText("any_frame"));
    FaultPoint point = new FaultPoint(phase, body.path("count").asInt(1));
    FaultRule rule = FaultRule.of(kind.fault(body), point);
    String role = body.path("role").asText("");
    FaultRule meant = role.isEmpty() ? rule : rule.only(Names.constant(PeerRole.class, role));
    return body.path("always").asBoolean() ? meant.always() : meant.times(times(body));
  }

  private static int times(JsonNode body) {
    return body.path("times").asInt(1);
  }

  private HttpAnswer state() {
    List<Rule> rules = faults.standing().stream().map(FaultsResource::shown).toList();
    return DashboardJson.answer(new State(faults.applied(), rules, CHOICES));
  }

  private static Rule shown(FaultRules.Standing standing) {
    FaultRule rule = standing.rule();
    return new Rule(
        FaultKind.described(rule.fault()),
        Names.of(rule.point().phase()),
        rule.point().count(),
        rule.role().map(Names::of).orElse(null),
        standing.left() == Integer.MAX_VALUE ? null : standing.left());
  }
}
