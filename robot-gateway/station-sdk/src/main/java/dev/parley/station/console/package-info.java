/** The local console: the only place from which a station under the rules of a real robot is enabled. */
@NullMarked
package dev.parley.station.console;

import org.jspecify.annotations.NullMarked;
