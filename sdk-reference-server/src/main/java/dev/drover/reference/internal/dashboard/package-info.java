/** The page that shows a server to people, and what it reads of the server besides protocols. */
@NullMarked
package dev.drover.reference.internal.dashboard;

import org.jspecify.annotations.NullMarked;
