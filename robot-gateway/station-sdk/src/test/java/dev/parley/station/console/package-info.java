@NullMarked
package dev.parley.station.console;

import org.jspecify.annotations.NullMarked;
