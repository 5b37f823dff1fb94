@NullMarked
package dev.parley.rosbridge.agent;

import org.jspecify.annotations.NullMarked;
