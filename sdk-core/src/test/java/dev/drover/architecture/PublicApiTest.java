package dev.drover.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.drover.ClientOptions;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.net.URL;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What users can reach: small, and free of other people's types. */
@AnalyzeClasses(packages = "dev.drover", importOptions = ImportOption.DoNotIncludeTests.class)
class PublicApiTest {

  /** The packages that module-info exports to everybody. */
  private static final Set<String> EXPORTED = exported();

  private static final DescribedPredicate<JavaClass> REACHABLE =
      DescribedPredicate.describe(
          "can be reached by users",
          type ->
              EXPORTED.contains(type.getPackageName())
                  && type.getModifiers().contains(JavaModifier.PUBLIC));

  @ArchTest
  static final ArchRule signaturesHoldTypesOfTheJdkAndOfExportedPackagesOnly =
      classes().that(REACHABLE).should(showOnlyTypesThatUsersHave());

  @ArchTest
  static final ArchRule implementationsAreHiddenBesideTheirInterfaces =
      classes().that(areImplementations()).should().notBePublic();

  @ArchTest
  static void theUsersPackagesAreExportedAndNothingElse(JavaClasses core) {
    Set<String> outside =
        core.stream()
            .map(JavaClass::getPackageName)
            .filter(name -> !name.startsWith("dev.drover.internal"))
            .collect(Collectors.toSet());

    assertThat(EXPORTED).isEqualTo(outside);
  }

  private static Set<String> exported() {
    // Beside the classes, wherever the tests are looked for from.
    URL classes = ClientOptions.class.getProtectionDomain().getCodeSource().getLocation();
    try (InputStream compiled = new URL(classes, "module-info.class").openStream()) {
      return ModuleDescriptor.read(compiled).exports().stream()
          .filter(export -> !export.isQualified())
          .map(ModuleDescriptor.Exports::source)
          .collect(Collectors.toSet());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static DescribedPredicate<JavaClass> areImplementations() {
    return DescribedPredicate.describe(
        "implement an interface of ours",
        type ->
            EXPORTED.contains(type.getPackageName())
                && !type.isInterface()
                && !type.isRecord()
                && type.getAllRawInterfaces().stream()
                    .anyMatch(parent -> parent.getPackageName().startsWith("dev.drover")));
  }

  private static ArchCondition<JavaClass> showOnlyTypesThatUsersHave() {
    return new ArchCondition<>("show only types that users have anyway") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        signatures(type)
            .flatMap(shown -> shown.getAllInvolvedRawTypes().stream())
            .map(JavaClass::getBaseComponentType)
            .filter(shown -> !isKnownToUsers(shown))
            .forEach(
                shown ->
                    events.add(
                        SimpleConditionEvent.violated(
                            type, type.getName() + " shows " + shown.getName())));
      }
    };
  }

  private static boolean isKnownToUsers(JavaClass type) {
    return type.isPrimitive()
        || type.getPackageName().startsWith("java.")
        || type.getPackageName().startsWith("javax.")
        || REACHABLE.test(type);
  }

  private static Stream<JavaType> signatures(JavaClass type) {
    Stream<JavaType> parents =
        Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream());
    Stream<JavaType> fields =
        type.getFields().stream().filter(f -> isOpen(f.getModifiers())).map(JavaField::getType);
    Stream<JavaType> calls =
        type.getCodeUnits().stream()
            .filter(unit -> isOpen(unit.getModifiers()))
            .flatMap(PublicApiTest::types);
    return Stream.of(parents, fields, calls).flatMap(types -> types);
  }

  private static Stream<JavaType> types(JavaCodeUnit unit) {
    Stream<JavaType> ends =
        Stream.concat(Stream.of(unit.getReturnType()), unit.getExceptionTypes().stream());
    return Stream.concat(ends, unit.getParameterTypes().stream());
  }

  private static boolean isOpen(Set<JavaModifier> modifiers) {
    return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
  }
}
