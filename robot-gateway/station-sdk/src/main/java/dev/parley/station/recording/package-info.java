/** The record of truth of an episode: frame-exact MP4 from the raw frames, small JPEG posters and PNG pictures. Knows no station and no scene. */
@NullMarked
package dev.parley.station.recording;

import org.jspecify.annotations.NullMarked;
