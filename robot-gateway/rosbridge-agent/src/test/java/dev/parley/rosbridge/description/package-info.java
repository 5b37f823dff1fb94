@NullMarked
package dev.parley.rosbridge.description;

import org.jspecify.annotations.NullMarked;
