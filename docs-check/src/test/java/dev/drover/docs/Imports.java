package dev.drover.docs;

import java.io.File;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a snippet need not import: whatever Drover exports, and what everybody uses. */
final class Imports {

  private static final List<String> EVERYBODYS =
      List.of(
          "java.nio.file.*",
          "java.time.*",
          "java.util.*",
          "java.util.concurrent.*",
          "org.junit.jupiter.api.*",
          "org.slf4j.*",
          "static org.assertj.core.api.Assertions.assertThat");

  private Imports() {}

  static String lines() {
    return Stream.concat(EVERYBODYS.stream(), exported().map(name -> name + ".*"))
        .map("import %s;"::formatted)
        .collect(Collectors.joining("\n"));
  }

  /** The public packages of all of Drover's modules on the class path. */
  static Stream<String> exported() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(Path::of)
        .filter(path -> !path.endsWith("test-classes") && path.toFile().exists())
        .filter(path -> path.startsWith(Document.HOME))
        .flatMap(path -> ModuleFinder.of(path).findAll().stream())
        .map(ModuleReference::descriptor)
        .filter(module -> module.name().startsWith("dev.drover"))
        .flatMap(Imports::exported)
        .distinct()
        .sorted();
  }

  private static Stream<String> exported(ModuleDescriptor module) {
    return module.isAutomatic()
        ? module.packages().stream()
            .filter(name -> name.startsWith("dev.drover") && !name.contains(".internal"))
        : module.exports().stream()
            .filter(export -> !export.isQualified())
            .map(ModuleDescriptor.Exports::source);
  }
}
