/** The simulator station as a process: its main, what it tells the gateway, the real-time episode loop, live video and recordings. */
@NullMarked
package dev.parley.sim.worker;

import org.jspecify.annotations.NullMarked;
