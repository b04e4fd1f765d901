package dev.drover.junit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a test leaves behind, for JUnit's own reports, and for CI servers that read {@code
 * [[ATTACHMENT|…]]} in the output.
 */
final class Published {

  private static final Logger LOG = LoggerFactory.getLogger("dev.drover.testing");

  private Published() {}

  /**
   * Publishes a test's files.
   *
   * @param files the page first; none is fine
   */
  static void by(ExtensionContext context, List<Path> files) {
    if (files.isEmpty()) {
      return;
    }
    Path page = files.get(0);
    System.out.println("[[ATTACHMENT|" + page.toAbsolutePath() + "]]");
    Path folder = Objects.requireNonNull(page.toAbsolutePath().getParent());
    try {
      context.publishDirectory(
          String.valueOf(folder.getFileName()),
          copy -> {
            for (Path file : files) {
              Files.copy(
                  file, copy.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
          });
    } catch (RuntimeException e) {
      // The page is where it was printed to be; a test never fails on account of its report.
      LOG.debug("{} was not handed on to JUnit's reports", page, e);
    }
  }
}
