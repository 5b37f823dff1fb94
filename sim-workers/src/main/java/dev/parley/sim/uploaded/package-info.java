/** Networks that strangers made: fetched, and run in processes of their own with limits. */
@NullMarked
package dev.parley.sim.uploaded;

import org.jspecify.annotations.NullMarked;
