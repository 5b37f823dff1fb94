@NullMarked
package dev.parley.rosbridge.standin;

import org.jspecify.annotations.NullMarked;
