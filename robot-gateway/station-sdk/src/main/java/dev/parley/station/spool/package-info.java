/** The step log of one episode on disk. */
@NullMarked
package dev.parley.station.spool;

import org.jspecify.annotations.NullMarked;
