package dev.parley.core.analysis.difficulty;

/**
 * How one policy did on one task.
 *
 * @param policy number, from 0
 * @param task number, from 0
 * @param done successes
 * @param episodes all
 */
public record Attempts(int policy, int task, int done, int episodes) {
    public Attempts {
        if (policy < 0 || task < 0 || done < 0 || done > episodes) {
            throw new IllegalArgumentException(
                    done + " of " + episodes + " by policy " + policy + " on task " + task + " cannot be");
        }
    }
}
