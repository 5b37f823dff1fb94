@NullMarked
package dev.parley.core.console;

import org.jspecify.annotations.NullMarked;
