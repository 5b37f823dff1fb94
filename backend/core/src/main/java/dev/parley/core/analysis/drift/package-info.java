/** Whether something has become worse than it was. */
@NullMarked
package dev.parley.core.analysis.drift;

import org.jspecify.annotations.NullMarked;
