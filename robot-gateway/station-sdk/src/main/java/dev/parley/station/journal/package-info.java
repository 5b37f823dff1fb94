/** What a station holds of its episodes on disk, and what it must never run twice. */
@NullMarked
package dev.parley.station.journal;

import org.jspecify.annotations.NullMarked;
