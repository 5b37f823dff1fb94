/** What of a camera's picture never leaves the station. */
@NullMarked
package dev.parley.station.privacy;

import org.jspecify.annotations.NullMarked;
