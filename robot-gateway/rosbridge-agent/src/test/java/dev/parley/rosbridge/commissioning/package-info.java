@NullMarked
package dev.parley.rosbridge.commissioning;

import org.jspecify.annotations.NullMarked;
