package dev.drover.testng;

import java.nio.file.Path;
import java.util.List;
import org.testng.ITestResult;
import org.testng.Reporter;

/** What explains a failure, in TestNG's report. */
final class Attachments {

  private Attachments() {}

  static void attach(ITestResult result, List<Path> files) {
    if (files.isEmpty()) {
      return;
    }
    Path page = files.get(0).toAbsolutePath();
    // For CI servers that look for it in the output.
    System.out.println("[[ATTACHMENT|" + page + "]]");
    Reporter.setCurrentTestResult(result);
    Reporter.log("<a href=\"" + page.toUri() + "\">why it failed</a>");
  }
}
