package dev.drover.consumers;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * One artifact, in the repository into which the build has installed it.
 *
 * @param name its artifact id
 */
record Published(String name) {

  private static final Path REPOSITORY = Path.of(System.getProperty("repository"), "dev", "drover");
  private static final String VERSION = System.getProperty("drover.version", "");

  /** All of them that are jars. */
  static List<Published> jars() {
    return Stream.of("core", "reference-server", "testing", "junit", "cli")
        .map(name -> new Published("drover-" + name))
        .toList();
  }

  static List<Published> all() {
    return Stream.concat(jars().stream(), Stream.of(new Published("drover-bom"))).toList();
  }

  /** What the repository holds of Drover. */
  static List<String> names() throws IOException {
    try (Stream<Path> folders = Files.list(REPOSITORY)) {
      return folders.map(folder -> folder.getFileName().toString()).toList();
    }
  }

  String pom() throws IOException {
    return Files.readString(file(".pom"));
  }

  Path file(String ending) {
    return REPOSITORY.resolve(name).resolve(VERSION).resolve(name + "-" + VERSION + ending);
  }

  /** The entries of one of its jars. */
  List<String> entries(String ending) throws IOException {
    try (FileSystem jar = FileSystems.newFileSystem(file(ending));
        Stream<Path> files = Files.walk(jar.getPath("/"))) {
      return files.filter(Files::isRegularFile).map(file -> file.toString().substring(1)).toList();
    }
  }

  String entry(String ending, String path) throws IOException {
    try (FileSystem jar = FileSystems.newFileSystem(file(ending))) {
      return Files.readString(jar.getPath(path));
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
