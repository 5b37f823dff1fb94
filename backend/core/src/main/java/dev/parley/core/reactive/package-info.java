/** The one bridge from any thread onto a Vert.x context that Hibernate Reactive accepts. */
@NullMarked
package dev.parley.core.reactive;

import org.jspecify.annotations.NullMarked;
