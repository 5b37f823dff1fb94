@NullMarked
package dev.parley.rosbridge.safety;

import org.jspecify.annotations.NullMarked;
