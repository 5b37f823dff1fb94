package dev.parley.sim.worker;

import dev.parley.station.LiveTarget;

/** Opens live views. */
@FunctionalInterface
interface LiveViews {

    /** Starts publishing; never fails and never waits: an episode goes on without who watches. */
    LiveView open(LiveTarget target, int widthPx, int heightPx);
}
