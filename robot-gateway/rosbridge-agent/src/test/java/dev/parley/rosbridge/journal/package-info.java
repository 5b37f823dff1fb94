@NullMarked
package dev.parley.rosbridge.journal;

import org.jspecify.annotations.NullMarked;
