/** What stands in for the scheduler and a station in the tests of core. */
@NullMarked
package dev.parley.core.support;

import org.jspecify.annotations.NullMarked;
