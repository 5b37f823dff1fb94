package dev.parley.core.policy;

import java.time.Instant;
import java.util.List;

/**
 * One immutable version of a policy.
 *
 * @param name stable name, the id in REST; its newest version runs unless a digest is asked for
 * @param digest SHA-256 of the artifact, hex; names the version
 * @param kind {@code learned}, {@code scripted-expert} (is told where things are), {@code random} or {@code remote} (runs on its
 *     maker's server)
 */
public record PolicyData(
        String name,
        String digest,
        String kind,
        String title,
        String description,
        boolean acceptsInstruction,
        boolean acceptsGoalImage,
        String embodiment,
        String actionSpaceKind,
        List<String> sceneIds,
        Instant firstSeen) {
    /** Whether it is told what no camera shows; see {@link Privileged}. */
    public boolean privileged() {
        return kind.equals(Privileged.KIND);
    }
}
