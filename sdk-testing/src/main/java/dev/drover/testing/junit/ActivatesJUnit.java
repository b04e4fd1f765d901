package dev.drover.testing.junit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Lets JUnit find Drover behind an annotation that JUnit need not be there for. A JVM ignores
 * annotations whose class is absent; that this one stands between spares those who compile without
 * JUnit javac's warning about {@code ExtendWith}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.ANNOTATION_TYPE)
@ExtendWith(JUnitBridge.class)
public @interface ActivatesJUnit {}
