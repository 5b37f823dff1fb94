/** The dead-man: how long a station may move without hearing from the platform. */
@NullMarked
package dev.parley.station.lease;

import org.jspecify.annotations.NullMarked;
