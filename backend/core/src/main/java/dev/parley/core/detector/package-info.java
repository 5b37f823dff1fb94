/** Learned detectors of success: what they guess and how often they are right. Nothing is decided by them. */
@NullMarked
package dev.parley.core.detector;

import org.jspecify.annotations.NullMarked;
