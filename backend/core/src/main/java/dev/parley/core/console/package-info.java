/** The console of a real station: what a person there reads, approves, confirms, resets, takes over and judges. */
@NullMarked
package dev.parley.core.console;

import org.jspecify.annotations.NullMarked;
