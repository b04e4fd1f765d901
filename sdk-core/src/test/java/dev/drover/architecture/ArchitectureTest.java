package dev.drover.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The arrows between packages run downwards only, and each library stays in its place. */
@AnalyzeClasses(packages = "dev.drover", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String ROOT = "dev.drover";
  private static final String CONCURRENT = "dev.drover.internal.concurrent";
  private static final String TRANSPORT = "dev.drover.internal.transport";
  private static final String SESSION = "dev.drover.internal.session";
  private static final String WIRE = "dev.drover.internal.wire";
  private static final String SOCKETIO = "dev.drover.internal.socketio";
  private static final String SOCKETIO_CLIENT = "dev.drover.internal.socketio.client";
  private static final String PROCESS = "dev.drover.internal.process";
  private static final String CONSOLE = "dev.drover.internal.console";

  /** Each package, and which others of Drover's it may use. */
  private static final Map<String, List<String>> ARROWS =
      Map.ofEntries(
          Map.entry(ROOT, List.of()),
          Map.entry(CONCURRENT, List.of()),
          Map.entry(CONSOLE, List.of()),
          Map.entry(WIRE, List.of()),
          Map.entry(SOCKETIO, List.of()),
          Map.entry(SOCKETIO_CLIENT, List.of(ROOT, CONCURRENT, TRANSPORT, SOCKETIO)),
          Map.entry(PROCESS, List.of(ROOT, CONCURRENT)),
          Map.entry(TRANSPORT, List.of(ROOT, CONCURRENT)),
          Map.entry(SESSION, List.of(ROOT, CONCURRENT, TRANSPORT)),
          Map.entry("dev.drover.hub", List.of(ROOT, CONCURRENT, TRANSPORT, SESSION, WIRE)),
          Map.entry(
              "dev.drover.backend", List.of(ROOT, "dev.drover.hub", TRANSPORT, SESSION, WIRE)),
          Map.entry("dev.drover.execution", List.of(ROOT, CONCURRENT, TRANSPORT, SESSION, WIRE)),
          Map.entry(
              "dev.drover.runner",
              List.of(
                  ROOT, CONCURRENT, TRANSPORT, SESSION, WIRE, SOCKETIO, SOCKETIO_CLIENT, PROCESS)),
          Map.entry(
              "dev.drover.agent",
              List.of(ROOT, CONCURRENT, TRANSPORT, SESSION, WIRE, PROCESS, CONSOLE)));

  @ArchTest
  static final ArchRule noCycles =
      slices().matching("dev.drover.(**)").should().beFreeOfCycles().as("no cycles");

  @ArchTest
  static final ArchRule webSocketLibraryStaysInTransport =
      onlyIn("org.java_websocket..", resideInAnyPackage(TRANSPORT));

  @ArchTest
  static final ArchRule httpStaysInTransport =
      onlyIn("java.net.http..", resideInAnyPackage(TRANSPORT));

  @ArchTest
  static final ArchRule jacksonStaysInTheCodecs =
      onlyIn("com.fasterxml.jackson..", resideInAnyPackage(WIRE, SOCKETIO));

  @ArchTest
  static final ArchRule terminalLibraryStaysInOneClass =
      noClasses()
          .that()
          .haveNameNotMatching(".*\\.PseudoTerminal(\\$.*)?")
          .should()
          .dependOnClassesThat(resideInAnyPackage("com.pty4j..", "com.sun.jna.."));

  @ArchTest
  static final ArchRule picturesStayWhereTheyAreMade =
      onlyIn(
          "java.awt..",
          resideInAnyPackage("dev.drover.agent", PROCESS, CONSOLE)
              .or(JavaClass.Predicates.simpleName("Screenshot"))
              .or(JavaClass.Predicates.simpleName("PreviewFrame"))
              .or(nameMatching(".*\\.PreviewWindow(\\$.*)?")));

  @ArchTest
  static final ArchRule threadsAreMadeInOnePlace =
      noClasses()
          .that()
          .resideOutsideOfPackage(CONCURRENT)
          .and()
          // A shutdown hook is a thread that must not be a daemon.
          .doNotHaveSimpleName("LiveEngines")
          .should()
          .callConstructor(Thread.class, Runnable.class)
          .orShould()
          .callConstructor(Thread.class, Runnable.class, String.class)
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.util.concurrent.Executors");

  @ArchTest
  static final ArchRule namesSayWhatAThingIs =
      noClasses().should().haveNameMatching(".*(Manager|Helper|Utils?|Impl)(\\$.*)?");

  @ArchTest
  static final ArchRule coreDependsOnNothingElse =
      classes()
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                  "java..",
                  "javax..",
                  "dev.drover..",
                  "org.java_websocket..",
                  "com.fasterxml.jackson..",
                  "org.slf4j..",
                  "com.pty4j..",
                  "com.sun.jna..",
                  "org.jspecify.."));

  @ArchTest
  static void arrowsRunDownwards(JavaClasses core) {
    ARROWS.forEach(
        (from, to) ->
            classes()
                .that()
                .resideInAPackage(from)
                .should()
                .onlyDependOnClassesThat(
                    resideOutsideOfPackages("dev.drover..")
                        .or(resideInAnyPackage(from))
                        .or(resideInAnyPackage(to.toArray(String[]::new))))
                .check(core));
  }

  @ArchTest
  static void everyPackageHasItsArrows(JavaClasses core) {
    Set<String> packages = core.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());

    assertThat(ARROWS.keySet()).isEqualTo(packages);
  }

  private static ArchRule onlyIn(String library, DescribedPredicate<? super JavaClass> place) {
    return noClasses()
        .that(DescribedPredicate.not(place))
        .should()
        .dependOnClassesThat(resideInAnyPackage(library));
  }
}
