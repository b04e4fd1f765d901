package dev.drover.testing.internal.bundle.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretsTest {

  private final Secrets secrets = new Secrets();

  @Test
  void knownTokensAreMaskedPlainAndInBase64() {
    secrets.add("a.b+c$d");

    assertThat(secrets.mask("plain a.b+c$d, coded YS5iK2MkZA==, other a.bbc$d"))
        .isEqualTo("plain •••, coded •••==, other a.bbc$d");
  }

  @Test
  void theLongerOfTwoThatBeginAlikeIsMaskedWhole() {
    secrets.add("token");
    secrets.add("token-2");

    assertThat(secrets.mask("token-2")).isEqualTo("•••");
  }

  @ParameterizedTest
  @CsvSource({
    "Authorization: Bearer abcdef.123, Authorization: Bearer •••",
    "ws://hub/x?a=1&token=abc&b=2, ws://hub/x?a=1&token=•••&b=2",
    "wss://joe:pass@hub:1/, wss://•••@hub:1/",
    "jwt eyJhbGciOiJI.eyJzdWIi.c2ln end, jwt ••• end",
    "a bearer of news, a bearer of news",
  })
  void unknownOnesAreMaskedWhereTokensStand(String text, String masked) {
    assertThat(secrets.mask(text)).isEqualTo(masked);
  }

  @Test
  void whatIsTooShortIsNoSecret() {
    secrets.add("");
    secrets.add("abc");

    assertThat(secrets.mask("abc")).isEqualTo("abc");
  }
}
