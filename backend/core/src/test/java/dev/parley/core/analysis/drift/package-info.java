@NullMarked
package dev.parley.core.analysis.drift;

import org.jspecify.annotations.NullMarked;
