@NullMarked
package dev.parley.rosbridge.motion;

import org.jspecify.annotations.NullMarked;
