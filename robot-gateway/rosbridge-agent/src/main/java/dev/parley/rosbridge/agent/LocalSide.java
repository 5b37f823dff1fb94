package dev.parley.rosbridge.agent;

import java.util.Optional;

/** What the agent needs of the station that it is the body of. Any thread. */
interface LocalSide {
    /** Before the station is there: nothing may move. */
    LocalSide NONE = new LocalSide() {
        @Override
        public Optional<String> motionObstacle() {
            return Optional.of("The station has not started yet.");
        }

        @Override
        public void requireReset(String why) {
            // It begins with a code anyway.
        }

        @Override
        public Optional<String> operator() {
            return Optional.empty();
        }
    };

    /** Why a person at the station may not move the arm now: stopped, nobody there, not enabled. */
    Optional<String> motionObstacle();

    /** Takes the enabling back. */
    void requireReset(String why);

    Optional<String> operator();
}
