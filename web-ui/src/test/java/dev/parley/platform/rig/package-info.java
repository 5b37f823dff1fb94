/** Parley replicated on one machine out of real processes, each of which a test may kill and bring back. */
@NullMarked
package dev.parley.platform.rig;

import org.jspecify.annotations.NullMarked;
