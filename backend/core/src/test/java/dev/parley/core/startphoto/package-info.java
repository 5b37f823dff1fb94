@NullMarked
package dev.parley.core.startphoto;

import org.jspecify.annotations.NullMarked;
