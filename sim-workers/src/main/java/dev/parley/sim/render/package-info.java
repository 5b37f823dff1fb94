/** A software rasteriser for small scenes: same scene, same bytes, on any JVM. Knows nothing of physics or tasks. */
@NullMarked
package dev.parley.sim.render;

import org.jspecify.annotations.NullMarked;
