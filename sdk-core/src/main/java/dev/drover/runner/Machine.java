package dev.drover.runner;

import dev.drover.internal.wire.RunnerMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an agent says of its machine, in the words of Node.js, as the document does. */
final class Machine {

  private static final Pattern VERSION = Pattern.compile("\"version\"\\s*:\\s*\"([^\"]{1,50})\"");
  private static final Pattern NODE = Pattern.compile("v\\d[\\w.+-]{0,50}");
  private static final List<String> PLAYWRIGHT =
      List.of("node_modules/@playwright/test/package.json", "node_modules/playwright/package.json");

  private Machine() {}

  static RunnerMessage.SystemInfo systemInfo() {
    return new RunnerMessage.SystemInfo(
        platform(System.getProperty("os.name")),
        arch(System.getProperty("os.arch")),
        nodeVersion(),
        playwrightVersion(Path.of("").toAbsolutePath()),
        Runtime.version().toString());
  }

  static String platform(String osName) {
    String name = osName.toLowerCase(Locale.ROOT);
    if (name.startsWith("windows")) {
      return "win32";
    }
    return name.startsWith("mac") ? "darwin" : name.replace(" ", "");
  }

  static String arch(String osArch) {
    return switch (osArch) {
      case "amd64", "x86_64" -> "x64";
      case "aarch64" -> "arm64";
      case "x86", "i386" -> "ia32";
      default -> osArch;
    };
  }

  /** As {@code npx} would find it: in the folder, or in one above. */
  static @Nullable String playwrightVersion(Path from) {
    for (Path folder = from; folder != null; folder = folder.getParent()) {
      for (String file : PLAYWRIGHT) {
        String version = version(folder.resolve(file));
        if (version != null) {
          return version;
        }
      }
    }
    return null;
  }

  private static @Nullable String version(Path file) {
    try {
      Matcher matcher = VERSION.matcher(Files.isRegularFile(file) ? Files.readString(file) : "");
      return matcher.find() ? matcher.group(1) : null;
    } catch (IOException e) {
      return null; // Unreadable is as good as absent.
    }
  }

  private static @Nullable String nodeVersion() {
    Process node;
    try {
      node = new ProcessBuilder("node", "--version").redirectErrorStream(true).start();
    } catch (IOException e) {
      return null; // There is none.
    }
    try {
      node.getOutputStream().close();
      boolean ended = node.waitFor(5, TimeUnit.SECONDS);
      byte[] said = ended ? node.getInputStream().readNBytes(100) : new byte[0];
      String version = new String(said, StandardCharsets.UTF_8).strip();
      return NODE.matcher(version).matches() ? version : null;
    } catch (IOException e) {
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    } finally {
      node.destroyForcibly();
    }
  }
}
