package dev.parley.rosbridge.envelope;

import java.util.Arrays;
import java.util.Set;

/** What the envelope makes of a command. */
public sealed interface Verdict {

    /**
     * It may be carried out like this.
     *
     * @param applied positions of the joints at its end
     * @param clamps why that is not what was commanded; empty where it is, exactly
     */
    record Lead(double[] applied, Set<Clamp> clamps) implements Verdict {
        public Lead {
            applied = applied.clone();
            clamps = Set.copyOf(clamps);
        }

        @Override
        public double[] applied() {
            return applied.clone();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Lead lead && Arrays.equals(applied, lead.applied) && clamps.equals(lead.clamps);
        }

        @Override
        public int hashCode() {
            return 31 * Arrays.hashCode(applied) + clamps.hashCode();
        }
    }

    /** It leads where nothing may be: the episode is over, by the policy's doing. */
    record Trip(String why) implements Verdict {}

    /** It is no command at all: not a number, or of another width. */
    record NoCommand(String why) implements Verdict {}

    /** The arm itself stands where it must not be led from: a person leads it back. */
    record Astray(String why) implements Verdict {}
}
