/** Scenes, their tasks, and the recognition of a task in a sentence. */
@NullMarked
package dev.parley.core.scene;

import org.jspecify.annotations.NullMarked;
