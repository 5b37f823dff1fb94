/** Keys the platform makes once and keeps. */
@NullMarked
package dev.parley.core.secret;

import org.jspecify.annotations.NullMarked;
