package dev.parley.core.study;

import java.util.List;

/**
 * How far a study is.
 *
 * @param all of all items
 * @param tasks the same by policy version, scene and task
 */
public record StudyProgress(Counts all, List<OfTask> tasks) {

    /**
     * Items by what has become of them; they add up to all of them.
     *
     * @param waiting in the queue or not there yet
     * @param running offered to a station or running
     * @param done ended in a way that counts, as done or as not done
     * @param lost ended without a result: cause outside of the policy, expired or withdrawn; they count nowhere
     * @param successes of the done ones, by the verdict of the scene's predicate
     */
    public record Counts(int waiting, int running, int done, int lost, int successes) {
        static final Counts NONE = new Counts(0, 0, 0, 0, 0);

        public int items() {
            return waiting + running + done + lost;
        }

        Counts plus(Counts other) {
            return new Counts(
                    waiting + other.waiting,
                    running + other.running,
                    done + other.done,
                    lost + other.lost,
                    successes + other.successes);
        }
    }

    /**
     * One policy version's items of one task.
     *
     * @param taskReading what its judge looks for, as it was frozen with the study
     */
    public record OfTask(
            String policyName, String policyDigest, String sceneId, String taskId, String taskReading, Counts counts) {}

    static StudyProgress of(List<OfTask> tasks) {
        return new StudyProgress(tasks.stream().map(OfTask::counts).reduce(Counts.NONE, Counts::plus), tasks);
    }
}
