/** Consoles of real stations over HTTP. */
@NullMarked
package dev.parley.core.rest.console;

import org.jspecify.annotations.NullMarked;
