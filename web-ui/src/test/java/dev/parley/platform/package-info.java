/** The whole platform as a stranger meets it: the packaged server as a process of its own, driven from outside. */
@NullMarked
package dev.parley.platform;

import org.jspecify.annotations.NullMarked;
