/** Episodes over HTTP: what happened, its steps, recordings and votes. */
@NullMarked
package dev.parley.core.rest.episode;

import org.jspecify.annotations.NullMarked;
