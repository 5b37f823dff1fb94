@NullMarked
package dev.parley.rosbridge.wire;

import org.jspecify.annotations.NullMarked;
