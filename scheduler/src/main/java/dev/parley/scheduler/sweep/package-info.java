/** What must end when its time is up: offers, leases, turns, silent stations. */
@NullMarked
package dev.parley.scheduler.sweep;

import org.jspecify.annotations.NullMarked;
