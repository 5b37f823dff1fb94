/**
 * Recordings joined into one MP4 without touching a picture: samples are copied as they are and only the index is written anew (ISO/IEC
 * 14496-12). Nothing is decoded in the server's process.
 */
@NullMarked
package dev.parley.core.dataset.video;

import org.jspecify.annotations.NullMarked;
