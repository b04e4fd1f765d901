package dev.drover.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class CommandPolicyTest {

  @Test
  void anAllowListAllowsWholeLinesOnly() {
    CommandPolicy policy = CommandPolicy.allowList("make test", "uptime");

    assertThat(policy.refusal("make test")).isEmpty();
    assertThat(policy.refusal("  uptime\n")).isEmpty();
    assertThat(policy.refusal("make test; rm -rf /")).isPresent();
    assertThat(policy.refusal("make")).isPresent();
    assertThat(policy.refusal("")).isPresent();
  }

  @Test
  void deniedPatternsAreFoundAnywhereAndNamed() {
    CommandPolicy policy =
        CommandPolicy.deny(Pattern.compile("\\brm\\b"), Pattern.compile("shutdown"));

    assertThat(policy.refusal("echo farm")).isEmpty();
    assertThat(policy.refusal("cd / && rm -rf *"))
        .hasValueSatisfying(why -> assertThat(why).contains("\\brm\\b"));
    assertThat(policy.refusal("sudo shutdown now")).isPresent();
  }

  @Test
  void everythingIsAllowedByDefault() {
    assertThat(AgentOptions.of("vm-1").policy().refusal("rm -rf /")).isEmpty();
  }
}
