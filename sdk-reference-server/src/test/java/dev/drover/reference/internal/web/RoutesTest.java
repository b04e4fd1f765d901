package dev.drover.reference.internal.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.reference.internal.http.HttpAnswer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which path leads where. */
class RoutesTest {

  private final Routes routes =
      new Routes()
          .page("/", () -> HttpAnswer.text("front"))
          .on("POST", "/api/vm/{id}/send", r -> HttpAnswer.text("sent").now())
          .on("GET", "/files/{name...}", r -> HttpAnswer.text("file").now());

  @ParameterizedTest
  @CsvSource({
    "/api/vm/a/send,                a",
    "/api/vm/HOST-fd:f5:d6/send,    HOST-fd:f5:d6",
    "/api/vm/HOST-fd%3Af5%3ad6/send,HOST-fd:f5:d6",
    "/api/vm/a%2Fb/send,            a/b",
    "/api/vm/a+b%20c/send,          a+b c",
    "/api/vm/v%C3%A9/send,          vé"
  })
  void namesAreDecoded(String path, String id) {
    assertThat(routes.find("POST", path).parameters()).containsEntry("id", id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/api/vm//send", "/api/vm/a/b/send", "/api/vm/a/send/", "/api/vm/a", "/x", ""})
  void otherPathsLeadNowhere(String path) {
    assertThat(routes.find("POST", path).resource()).isNull();
  }

  @ParameterizedTest
  @CsvSource({"/files/a, a", "/files/a/b%2Fc, a/b/c", "/files/, ''"})
  void theRestMayBeLong(String path, String rest) {
    assertThat(routes.find("HEAD", path).parameters()).containsEntry("name", rest);
  }

  @Test
  void otherMethodsAreNamed() {
    assertThat(routes.find("GET", "/api/vm/a/send").allowed()).containsExactly("POST");
    assertThat(routes.find("PUT", "/files/a").allowed()).containsExactly("GET", "HEAD");
  }
}
