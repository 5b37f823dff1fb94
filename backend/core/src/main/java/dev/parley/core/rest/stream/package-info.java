/** Streams to browsers and programs (SSE): how many may be open, and how they are kept alive. */
@NullMarked
package dev.parley.core.rest.stream;

import org.jspecify.annotations.NullMarked;
