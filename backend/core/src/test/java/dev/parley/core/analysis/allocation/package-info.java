/** Tests of who is tried next. */
@NullMarked
package dev.parley.core.analysis.allocation;

import org.jspecify.annotations.NullMarked;
