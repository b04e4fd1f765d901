package dev.drover.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version that was built, and the Java it runs on. */
final class BuildVersion implements IVersionProvider {

  @Override
  public String[] getVersion() throws IOException {
    Properties build = new Properties();
    try (InputStream file = BuildVersion.class.getResourceAsStream("build.properties")) {
      if (file != null) {
        build.load(file);
      }
    }
    return new String[] {
      "drover " + build.getProperty("version", "(unknown version)"),
      "Java " + Runtime.version() + ", " + System.getProperty("os.name")
    };
  }
}
