/** What somebody can do whom the line does not take now. */
@NullMarked
package dev.parley.core.instead;

import org.jspecify.annotations.NullMarked;
