/** One episode as people see it: live while it runs, replay and vote after. */
@NullMarked
package dev.parley.ui.episode;

import org.jspecify.annotations.NullMarked;
