package dev.drover.testing.internal.bundle.page;

import dev.drover.testing.internal.bundle.model.Secrets;

/** Leads to the latest run: where there are no links between files, there are pages. */
public final class LatestPage {

  private LatestPage() {}

  /**
   * The page.
   *
   * @param folder the run's folder, beside it
   * @param secrets what is masked
   * @return HTML
   */
  public static String of(String folder, Secrets secrets) {
    String index = folder + "/index.html";
    Html html = new Html(secrets);
    Page.head(html, "Latest test run", "http-equiv", "refresh", "content", "0; url=" + index);
    html.open("main").element("h1", "Latest test run").open("p");
    html.element("a", folder, "href", index).close("p", "main");
    return Page.end(html);
  }
}
