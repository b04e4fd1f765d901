package dev.drover.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Dependencies in the documents are ones that are published, at the version of the documents. */
class CoordinatesTest {

  private static final String VERSION = System.getProperty("drover.version", "");

  /** As Gradle and JBang write them. */
  private static final Pattern SHORT =
      Pattern.compile("dev\\.drover:([\\w-]+)(?::([\\w.-]*[\\w]))?");

  static Stream<Fence> xml() {
    return Fence.everywhere("xml");
  }

  static Stream<Fence> all() {
    return Document.all().stream().flatMap(Fence::in);
  }

  @ParameterizedTest
  @MethodSource("xml")
  void dependenciesForMavenExist(Fence fence) {
    assertThat(maven(fence.code())).as(fence.place()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("all")
  void dependenciesForOthersExist(Fence fence) {
    assertThat(others(fence.code())).as(fence.place()).isEmpty();
  }

  @Test
  void whatIsNotPublishedIsFound() {
    String xml =
        "<dependency><groupId>dev.drover</groupId><artifactId>%s</artifactId><version>%s</version></dependency>";

    assertThat(maven(xml.formatted("drover-gone", VERSION))).hasSize(1);
    assertThat(maven(xml.formatted("drover-core", "0.0.1"))).hasSize(1);
    assertThat(maven(xml.formatted("drover-core", VERSION))).isEmpty();
    assertThat(others("testImplementation(\"dev.drover:drover-gone:" + VERSION + "\")")).hasSize(1);
    assertThat(others("//DEPS dev.drover:drover-core:0.0.1")).hasSize(1);
    assertThat(others("//DEPS dev.drover:drover-core:" + VERSION)).isEmpty();
  }

  private static List<String> maven(String xml) {
    return Poms.nodes("<fence>" + xml + "</fence>", "//dependency[groupId='dev.drover']").stream()
        .flatMap(node -> complaint(child(node, "artifactId"), child(node, "version")).stream())
        .toList();
  }

  private static List<String> others(String code) {
    return SHORT
        .matcher(code)
        .results()
        .flatMap(
            found ->
                complaint(found.group(1), found.group(2) == null ? "" : found.group(2)).stream())
        .toList();
  }

  private static String child(Node dependency, String name) {
    Node child = ((Element) dependency).getElementsByTagName(name).item(0);
    return child == null ? "" : child.getTextContent().strip();
  }

  private static Optional<String> complaint(String artifact, String version) {
    if (!Poms.published().contains(artifact)) {
      return Optional.of("'%s' is not published".formatted(artifact));
    }
    return version.isEmpty() || version.equals(VERSION)
        ? Optional.empty()
        : Optional.of("'%s' is at %s, not %s".formatted(artifact, VERSION, version));
  }
}
