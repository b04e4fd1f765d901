package dev.drover.examples.browser;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The commands of {@code hub.md}'s test cases, as what a browser does. */
final class Phrases {

  private static final Pattern NAVIGATE =
      Pattern.compile("(?:navigate|go) to (?:the )?(.+?)(?: tab| page)?");
  private static final Pattern TYPE = Pattern.compile("type in (.+)");
  private static final Pattern CLICK = Pattern.compile("click on (.+)");

  private final Page page;

  Phrases(Page page) {
    this.page = page;
  }

  /** Does it and says where that led. */
  String carryOut(String command) {
    Matcher navigate = NAVIGATE.matcher(command);
    Matcher type = TYPE.matcher(command);
    Matcher click = CLICK.matcher(command);
    if (navigate.matches()) {
      page.click(navigate.group(1));
    } else if (type.matches()) {
      page.fill("input", type.group(1));
    } else if (click.matches()) {
      page.click(click.group(1));
    } else if (command.equals("enter credentials")) {
      page.fill("input[name=user]", "ada");
      page.fill("input[name=password]", "s3cret");
      page.click("sign in");
    } else {
      throw new IllegalArgumentException(
          "'%s' is none of: navigate to …, go to …, type in …, click on …, enter credentials"
              .formatted(command));
    }
    return "now at " + page.heading();
  }
}
