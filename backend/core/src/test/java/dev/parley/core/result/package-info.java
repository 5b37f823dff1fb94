@NullMarked
package dev.parley.core.result;

import org.jspecify.annotations.NullMarked;
