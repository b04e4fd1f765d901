/** Reports of executions, for people and programs. */
@NullMarked
package dev.drover.reference.internal.report;

import org.jspecify.annotations.NullMarked;
