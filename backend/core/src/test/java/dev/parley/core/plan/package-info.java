@NullMarked
package dev.parley.core.plan;

import org.jspecify.annotations.NullMarked;
