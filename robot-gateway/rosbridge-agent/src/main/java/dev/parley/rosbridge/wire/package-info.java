/** The rosbridge protocol, version 2, and the few ROS messages that matter here. Knows nothing of arms. */
@NullMarked
package dev.parley.rosbridge.wire;

import org.jspecify.annotations.NullMarked;
