/** REST of studies. */
@NullMarked
package dev.parley.core.rest.study;

import org.jspecify.annotations.NullMarked;
