package dev.drover.consumers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is published is whole, and stands alone. */
class PublishedIT {

  @ParameterizedTest
  @MethodSource("dev.drover.consumers.Published#all")
  void pomsSayWhatCentralDemands(Published artifact) throws IOException {
    // Of all that is left open, only its own version is resolved by whoever reads it.
    assertThat(artifact.pom().replace("${project.version}", "0"))
        .contains("<name>", "<description>", "<url>", "<licenses>", "<developers>", "<scm")
        .doesNotContain("${", "<parent>", "<scope>test</scope>");
  }

  @ParameterizedTest
  @MethodSource("dev.drover.consumers.Published#jars")
  void eachComesWithSourcesPagesAndABillOfMaterials(Published artifact) throws IOException {
    assertThat(Published.entries(artifact.beside("-sources.jar")))
        .anyMatch(entry -> entry.endsWith(".java"));
    assertThat(Published.entries(artifact.beside("-javadoc.jar"))).contains("index.html");
    assertThat(artifact.billOfMaterials()).content().contains("CycloneDX", artifact.name());
  }

  @ParameterizedTest
  @MethodSource("dev.drover.consumers.Published#jars")
  void everyPublicPackageHasAPage(Published artifact) throws IOException {
    List<String> pages = Published.entries(artifact.beside("-javadoc.jar"));

    for (String name : publicPackages(artifact)) {
      String page = name.replace('.', '/') + "/package-summary.html";
      String path = pages.stream().filter(entry -> entry.endsWith(page)).findFirst().orElse(page);
      assertThat(pages).contains(path);
      assertThat(Published.entry(artifact.beside("-javadoc.jar"), path))
          .as("the description of " + name)
          .containsPattern("(?s)id=\"package-description\".*<div class=\"block\">\\s*\\S");
    }
  }

  @ParameterizedTest
  @MethodSource("dev.drover.consumers.Published#jars")
  void eachIsAModule(Published artifact) {
    String name = artifact.name().replace('-', '.').replace("drover.core", "drover");

    assertThat(descriptor(artifact).name()).isEqualTo("dev." + name);
  }

  @Test
  void theServersLibrariesAreRelocated() throws IOException {
    Published server = Published.SERVER;

    assertThat(Published.entries(server.installed(".jar")))
        .filteredOn(entry -> entry.endsWith(".class"))
        .allMatch(entry -> entry.startsWith("dev/drover/reference/"))
        .anyMatch(entry -> entry.startsWith("dev/drover/reference/internal/netty/"));
    assertThat(server.pom()).doesNotContain("netty", "pdfbox");
    assertThat(server.billOfMaterials()).content().contains("netty-codec-http", "pdfbox");
  }

  @Test
  void theBillOfMaterialsNamesEveryModuleAndNothingElse() throws IOException {
    assertThat(Published.BOM.pom())
        .contains(Published.jars().stream().map(jar -> ">" + jar.name() + "<").toList())
        .doesNotContain("netty", "jackson", "junit-bom");
  }

  @Test
  void nothingElseIsPublished() throws IOException {
    assertThat(Published.names())
        .filteredOn(name -> !List.of("drover-parent", "drover-consumers").contains(name))
        .containsExactlyInAnyOrderElementsOf(
            Published.all().stream().map(Published::name).toList());
  }

  private static List<String> publicPackages(Published artifact) {
    ModuleDescriptor module = descriptor(artifact);
    return module.isAutomatic()
        ? module.packages().stream()
            .filter(name -> name.startsWith("dev.drover") && !name.contains(".internal"))
            .toList()
        : module.exports().stream()
            .filter(export -> !export.isQualified())
            .map(ModuleDescriptor.Exports::source)
            .toList();
  }

  private static ModuleDescriptor descriptor(Published artifact) {
    return ModuleFinder.of(artifact.installed(".jar")).findAll().iterator().next().descriptor();
  }
}
