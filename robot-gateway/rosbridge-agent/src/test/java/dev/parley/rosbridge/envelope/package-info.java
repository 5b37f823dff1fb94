@NullMarked
package dev.parley.rosbridge.envelope;

import org.jspecify.annotations.NullMarked;
