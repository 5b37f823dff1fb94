/** Goals made in the page: a scene that people arrange, its picture, and what it means in words that a judge can use. */
@NullMarked
package dev.parley.core.goal;

import org.jspecify.annotations.NullMarked;
