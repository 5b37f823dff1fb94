/** Tests that a learned detector's guess stays a guess. */
@NullMarked
package dev.parley.core.detector;

import org.jspecify.annotations.NullMarked;
