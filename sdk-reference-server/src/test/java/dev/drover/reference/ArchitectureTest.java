package dev.drover.reference;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which way the arrows run. */
@AnalyzeClasses(
    packages = "dev.drover.reference",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String INTERNAL = "dev.drover.reference.internal.";

  @ArchTest
  static final ArchRule ONLY_WEB_KNOWS_NETTY =
      noClasses()
          .that()
          .resideOutsideOfPackage(INTERNAL + "web..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.netty..");

  @ArchTest
  static final ArchRule ONLY_REPORTS_KNOW_PDF =
      noClasses()
          .that()
          .resideOutsideOfPackage(INTERNAL + "report..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.pdfbox..", "org.apache.fontbox..");

  @ArchTest
  static final ArchRule EXECUTIONS_KNOW_VMS_ONLY_BY_THEIR_INTERFACE =
      noClasses()
          .that()
          .resideInAnyPackage(
              INTERNAL + "execution..",
              INTERNAL + "engine..",
              INTERNAL + "screen..",
              INTERNAL + "report..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(INTERNAL + "web..", INTERNAL + "vm..", INTERNAL + "hub..");

  @ArchTest
  static final ArchRule EXECUTIONS_DO_NOT_KNOW_WHO_RUNS_THEM =
      noClasses()
          .that()
          .resideInAnyPackage(
              INTERNAL + "execution..", INTERNAL + "screen..", INTERNAL + "report..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(INTERNAL + "engine..");

  @ArchTest
  static final ArchRule PROTOCOLS_KNOW_NEITHER_SOCKETS_NOR_VMS =
      noClasses()
          .that()
          .resideInAPackage(INTERNAL + "hub..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(INTERNAL + "web..", INTERNAL + "vm..");

  @ArchTest
  static final ArchRule THE_WEB_KNOWS_NO_PROTOCOL =
      noClasses()
          .that()
          .resideInAPackage(INTERNAL + "web..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(INTERNAL + "hub..", INTERNAL + "vm..");

  @ArchTest
  static final ArchRule THE_GROUND_KNOWS_NOTHING_ABOVE =
      noClasses()
          .that()
          .resideInAnyPackage(
              INTERNAL + "peer..",
              INTERNAL + "http..",
              INTERNAL + "frame..",
              INTERNAL + "backend..",
              INTERNAL + "journal..",
              INTERNAL + "fault..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(INTERNAL + "hub..", INTERNAL + "vm..", INTERNAL + "web..");

  @ArchTest
  static final ArchRule NOBODY_INSIDE_KNOWS_THE_SERVER =
      noClasses()
          .that()
          .resideInAPackage("dev.drover.reference.internal..")
          .should()
          .dependOnClassesThat()
          .belongToAnyOf(ReferenceServer.class);
}
