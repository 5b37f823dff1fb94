/** Media objects (pipelines and WebRTC endpoints), what can be asked of them, and the video that flows between them. */
@NullMarked
package dev.parley.media.object;

import org.jspecify.annotations.NullMarked;
