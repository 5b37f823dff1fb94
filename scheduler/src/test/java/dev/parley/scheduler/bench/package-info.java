/** Load programs: how much the queue bears. Run by hand, never by {@code verify}; each prints what its machine gives otherwise. */
@NullMarked
package dev.parley.scheduler.bench;

import org.jspecify.annotations.NullMarked;
