@NullMarked
package dev.parley.core.canary;

import org.jspecify.annotations.NullMarked;
