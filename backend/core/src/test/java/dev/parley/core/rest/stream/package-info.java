@NullMarked
package dev.parley.core.rest.stream;

import org.jspecify.annotations.NullMarked;
