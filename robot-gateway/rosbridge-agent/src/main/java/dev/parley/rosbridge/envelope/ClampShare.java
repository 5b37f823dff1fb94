package dev.parley.rosbridge.envelope;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** How many of an episode's commands were shortened, and why. One thread. */
public final class ClampShare {
    private final Map<Clamp, Integer> byCause = new EnumMap<>(Clamp.class);
    private int commands;
    private int clamped;

    public void count(Set<Clamp> clamps) {
        commands++;
        if (!clamps.isEmpty()) {
            clamped++;
        }
        clamps.forEach(cause -> byCause.merge(cause, 1, Integer::sum));
    }

    public int commands() {
        return commands;
    }

    public int clamped() {
        return clamped;
    }

    public Map<Clamp, Integer> byCause() {
        return Map.copyOf(byCause);
    }

    /** 0 to 1; 0 where nothing was commanded. */
    public double share() {
        return commands == 0 ? 0 : (double) clamped / commands;
    }

    /** For people. */
    public String words() {
        return String.format(
                Locale.ROOT, "%d of %d commands were shortened (%.0f %%).", clamped, commands, share() * 100);
    }
}
