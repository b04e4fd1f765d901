/** The program inside a VM that runs commands for whoever is allowed to ask. */
@NullMarked
package dev.drover.agent;

import org.jspecify.annotations.NullMarked;
