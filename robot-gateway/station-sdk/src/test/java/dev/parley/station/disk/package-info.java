@NullMarked
package dev.parley.station.disk;

import org.jspecify.annotations.NullMarked;
