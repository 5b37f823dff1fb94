/** What the scheduler can be told: its configuration. */
@NullMarked
package dev.parley.scheduler;

import org.jspecify.annotations.NullMarked;
