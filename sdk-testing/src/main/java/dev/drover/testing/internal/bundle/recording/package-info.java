/** What listens while a test runs. */
@NullMarked
package dev.drover.testing.internal.bundle.recording;

import org.jspecify.annotations.NullMarked;
