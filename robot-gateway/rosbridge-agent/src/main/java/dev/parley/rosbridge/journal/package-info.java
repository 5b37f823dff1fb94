/** What moved this arm, on disk before it moved. */
@NullMarked
package dev.parley.rosbridge.journal;

import org.jspecify.annotations.NullMarked;
