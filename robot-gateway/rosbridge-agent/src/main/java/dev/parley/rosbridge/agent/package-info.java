/** The station: its program, configuration, episodes and local console. */
@NullMarked
package dev.parley.rosbridge.agent;

import org.jspecify.annotations.NullMarked;
