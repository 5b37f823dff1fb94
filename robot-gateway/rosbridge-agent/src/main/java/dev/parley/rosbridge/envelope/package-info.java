/** Where and how fast an arm may be led. Pure: no clock, no log. */
@NullMarked
package dev.parley.rosbridge.envelope;

import org.jspecify.annotations.NullMarked;
