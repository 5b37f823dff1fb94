/** Tests of difficulties of tasks. */
@NullMarked
package dev.parley.core.analysis.difficulty;

import org.jspecify.annotations.NullMarked;
