package dev.drover.junit;

import dev.drover.testing.DroverTest;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Which class's tests share VMs, where they do. */
final class SharingClass {

  private SharingClass() {}

  /**
   * The outermost class around that is annotated, with its nested classes; or the class itself if
   * only methods are. A class that encloses them and has nothing to do with Drover may have ended
   * long before, or end long after.
   */
  static ExtensionContext of(ExtensionContext context) {
    List<ExtensionContext> classes = classesAround(context);
    Optional<ExtensionContext> annotated =
        classes.stream()
            .filter(at -> AnnotationSupport.isAnnotated(at.getElement(), DroverTest.class))
            .reduce((inner, outer) -> outer);
    return annotated.or(() -> classes.stream().findFirst()).orElse(context);
  }

  /** From the innermost outwards. */
  private static List<ExtensionContext> classesAround(ExtensionContext context) {
    List<ExtensionContext> classes = new ArrayList<>();
    for (@Nullable ExtensionContext at = context; at != null; at = at.getParent().orElse(null)) {
      AnnotatedElement element = at.getElement().orElse(null);
      if (element instanceof Class<?>) {
        classes.add(at);
      }
    }
    return classes;
  }
}
