package dev.drover.testing.internal.bundle.page;

import dev.drover.testing.internal.bundle.model.Picture;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Screens and film strips. */
final class PictureSection {

  private static final int SCREEN_BYTES = 1_900_000;
  private static final int SCREEN_WIDTH = 1_600;
  private static final int MOST_SCREENS = 12;

  private static final int FILM_BYTES = 500_000;
  private static final int FRAME_WIDTH = 360;
  private static final int MOST_FRAMES = 24;

  /** Beyond its share, for caption and tags. */
  private static final int AROUND = 1_000;

  private PictureSection() {}

  static Html screens(Html page, List<Picture> screens) {
    Html html = page.piece();
    List<Picture> shown = screens.subList(0, Math.min(MOST_SCREENS, screens.size()));
    int share = SCREEN_BYTES / Math.max(1, shown.size()) - AROUND;
    html.open("div", "class", "screens");
    for (Picture screen : shown) {
      html.open("figure");
      caption(html, "Screen of " + screen.subject() + ", " + Words.time(screen.time()));
      picture(html, screen, "Screen of " + screen.subject(), SCREEN_WIDTH, share);
      html.close("figure");
    }
    html.close("div");
    if (screens.size() > shown.size()) {
      html.open("p").text(Words.count(screens.size() - shown.size(), "more screen") + ": ");
      for (Picture screen : screens.subList(shown.size(), screens.size())) {
        rest(html, screen);
      }
      html.close("p");
    }
    return html;
  }

  static Html film(Html page, List<Picture> frames, Instant end) {
    Html html = page.piece();
    List<Picture> shown = frames.subList(Math.max(0, frames.size() - MOST_FRAMES), frames.size());
    int share = FILM_BYTES / Math.max(1, shown.size()) - AROUND;
    for (List<Picture> strip : byDevice(shown)) {
      String device = strip.get(0).subject();
      String label = "Last frames of " + device + ", newest last";
      html.element("h3", device);
      html.open("ol", "class", "film", "tabindex", "0", "aria-label", label);
      for (Picture frame : strip) {
        String when = Words.offset(end, frame.time());
        html.open("li").open("figure");
        picture(html, frame, device + " at " + Words.time(frame.time()), FRAME_WIDTH, share);
        caption(html, when);
        html.close("figure", "li");
      }
      html.close("ol");
    }
    return html;
  }

  private static void caption(Html html, String text) {
    html.element("figcaption", text);
  }

  private static void picture(Html html, Picture picture, String words, int width, int bytes) {
    if (picture.image().length == 0) {
      html.element("p", "No picture: " + Words.shortened(picture.trouble(), 500), "class", "none");
      return;
    }
    try {
      EmbeddedImage image = EmbeddedImage.of(picture.image(), width, bytes);
      picture.file().ifPresent(name -> html.open("a", "href", name));
      html.image(image.dataUri(), words);
      if (picture.file().isPresent()) {
        html.close("a");
      }
    } catch (IOException e) {
      html.element("p", "The picture cannot be shown: " + e.getMessage(), "class", "none");
      rest(html, picture);
    }
  }

  private static void rest(Html html, Picture picture) {
    picture.file().ifPresent(name -> html.element("a", name, "href", name).text(" "));
  }

  private static List<List<Picture>> byDevice(List<Picture> frames) {
    List<List<Picture>> strips = new ArrayList<>();
    frames.stream()
        .map(Picture::subject)
        .distinct()
        .forEach(
            device -> strips.add(frames.stream().filter(f -> f.subject().equals(device)).toList()));
    return strips;
  }
}
