package dev.drover.consumers;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * One artifact: POM and jar in the repository into which the build has installed them for the
 * consumers, what is published beside them in its module.
 *
 * @param folder the module's
 * @param name its artifact id
 */
record Published(String folder, String name) {

  private static final Path REPOSITORY = Path.of(System.getProperty("repository"), "dev", "drover");
  private static final Path HOME = Path.of(System.getProperty("home"));
  private static final String VERSION = System.getProperty("drover.version", "");

  static final Published SERVER = new Published("sdk-reference-server", "drover-reference-server");
  static final Published BOM = new Published("bom", "drover-bom");

  /** All of them that are jars. */
  static List<Published> jars() {
    return List.of(
        new Published("sdk-core", "drover-core"),
        SERVER,
        new Published("sdk-testing", "drover-testing"),
        new Published("sdk-junit-extension", "drover-junit"),
        new Published("sdk-testng-extension", "drover-testng"),
        new Published("cli", "drover-cli"));
  }

  static List<Published> all() {
    return Stream.concat(jars().stream(), Stream.of(BOM)).toList();
  }

  /** What the repository holds of Drover. */
  static List<String> names() throws IOException {
    try (Stream<Path> folders = Files.list(REPOSITORY)) {
      return folders.map(folder -> folder.getFileName().toString()).toList();
    }
  }

  String pom() throws IOException {
    return Files.readString(installed(".pom"));
  }

  /** Its POM or its jar, as consumers get them. */
  Path installed(String ending) {
    return REPOSITORY.resolve(name).resolve(VERSION).resolve(name + "-" + VERSION + ending);
  }

  /** Sources or Javadoc, as they are published beside it. */
  Path beside(String ending) {
    return HOME.resolve(folder).resolve("target").resolve(name + "-" + VERSION + ending);
  }

  Path billOfMaterials() {
    return HOME.resolve(folder).resolve("target/sbom.json");
  }

  /** The names of all files in a jar. */
  static List<String> entries(Path file) throws IOException {
    try (FileSystem jar = FileSystems.newFileSystem(file);
        Stream<Path> files = Files.walk(jar.getPath("/"))) {
      return files
          .filter(Files::isRegularFile)
          .map(entry -> entry.toString().substring(1))
          .toList();
    }
  }

  static String entry(Path file, String path) throws IOException {
    try (FileSystem jar = FileSystems.newFileSystem(file)) {
      return Files.readString(jar.getPath(path));
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
