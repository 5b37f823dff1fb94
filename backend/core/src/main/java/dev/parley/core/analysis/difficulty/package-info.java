/** How hard tasks are, and how good policies are on tasks of one hardness. */
@NullMarked
package dev.parley.core.analysis.difficulty;

import org.jspecify.annotations.NullMarked;
