/** Whether this arm was seen to stop: checks, their record, and when it is over. */
@NullMarked
package dev.parley.rosbridge.commissioning;

import org.jspecify.annotations.NullMarked;
