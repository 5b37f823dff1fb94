package dev.parley.core.study;

import dev.parley.core.analysis.interval.Counts;
import dev.parley.core.analysis.interval.Interval;
import dev.parley.core.analysis.versus.Differences;
import dev.parley.core.analysis.versus.Evidence;
import dev.parley.core.analysis.versus.Planned;
import dev.parley.core.analysis.versus.Watch.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What the blocks of a planned study say. They enter in the order in which they were drawn, each once both labels are final;
 * those behind one that is open wait for it, and void ones are passed over. Each two policies have evidence of their own;
 * somebody is better once the evidence against every other reaches the threshold, which with more than two policies is as
 * many times higher as there are sides. Pairs are drawn by what came before and never by what comes, so it stays exact.
 *
 * @param counts episodes of each policy that entered, by its place in the plan
 * @param steps after each block that entered
 * @param threshold evidence that decides; with a budget, none is drawn from it
 * @param better who was found first, and after how many blocks
 * @param judged blocks that count, those that wait for one before them among them
 */
public record StudyWatch(
        List<Counts> counts,
        List<Step> steps,
        double threshold,
        Optional<PlannedStudy.Verdict> better,
        int judged,
        int voided,
        int open) {
    /**
     * After one block.
     *
     * @param block its number
     * @param one places of its policies
     * @param parted blocks of these two in which one alone succeeded
     * @param won those of them that the one did
     * @param forOne evidence for the one being better than the other
     * @param least wins that would suffice within a budget; 0 without one
     */
    public record Step(int block, int one, int other, int parted, int won, double forOne, double forOther, int least) {}

    static StudyWatch of(StudyPlan plan, List<StudyBlock> blocks) {
        Reading reading = new Reading(plan);
        for (StudyBlock block : blocks) {
            if (block.state() == StudyBlock.State.OPEN) {
                break;
            }
            if (block.state() == StudyBlock.State.JUDGED) {
                reading.enter(block);
            }
        }
        return new StudyWatch(
                List.copyOf(reading.counts),
                List.copyOf(reading.steps),
                reading.threshold,
                reading.better,
                count(blocks, StudyBlock.State.JUDGED),
                count(blocks, StudyBlock.State.VOID),
                count(blocks, StudyBlock.State.OPEN));
    }

    private static int count(List<StudyBlock> blocks, StudyBlock.State state) {
        return (int) blocks.stream().filter(block -> block.state() == state).count();
    }

    /** The newest step of each two policies that met. */
    public List<Step> pairs() {
        List<Step> newest = new ArrayList<>();
        for (Step step : steps) {
            newest.removeIf(each -> each.one() == step.one() && each.other() == step.other());
            newest.add(step);
        }
        newest.sort((one, other) -> one.one() != other.one() ? one.one() - other.one() : one.other() - other.other());
        return List.copyOf(newest);
    }

    /** How much more often the first of two policies does it, whenever one looks; empty of more than two, or before the first block. */
    public Optional<Interval> difference(double alpha) {
        if (counts.size() != StudyPlan.LEAST_POLICIES || steps.isEmpty()) {
            return Optional.empty();
        }
        Step now = steps.getLast();
        return Optional.of(Differences.ofBlocks(now.won(), now.parted() - now.won(), steps.size() - now.parted())
                .mean(alpha));
    }

    /** Blocks as they enter. */
    private static final class Reading {
        private final int policies;
        private final int most;
        private final double threshold;
        private final Optional<Planned> budget;
        private final List<Counts> counts;
        private final List<Step> steps = new ArrayList<>();
        private final int[][] parted;
        private final int[][] won;
        private final boolean[][] beats;
        private Optional<PlannedStudy.Verdict> better = Optional.empty();

        Reading(StudyPlan plan) {
            policies = plan.policies().size();
            most = plan.mostBlocks();
            // Each of two sides of each pair may be wrong: for two policies this is 2 / alpha.
            threshold = policies * (policies - 1) / plan.alpha();
            budget = plan.rule() == StudyPlan.Rule.BUDGET
                    ? Optional.of(new Planned(plan.alpha(), plan.mostBlocks()))
                    : Optional.empty();
            counts = new ArrayList<>(Collections.nCopies(policies, new Counts(0, 0)));
            parted = new int[policies][policies];
            won = new int[policies][policies];
            beats = new boolean[policies][policies];
        }

        void enter(StudyBlock block) {
            int one = block.one();
            int other = block.other();
            add(one, block.oneDone());
            add(other, block.otherDone());
            if (block.oneDone() != block.otherDone()) {
                parted[one][other]++;
                won[one][other] += block.oneDone() ? 1 : 0;
            }
            double forOne = Evidence.of(parted[one][other], won[one][other]);
            double forOther = Evidence.of(parted[one][other], parted[one][other] - won[one][other]);
            int least = 0;
            if (budget.isPresent()) {
                // Beyond the last planned block nothing may be added; blocks that were on their way then say nothing.
                if (steps.size() < most) {
                    Verdict verdict = budget.get().add(block.oneDone(), block.otherDone());
                    beats[one][other] = verdict == Verdict.FIRST;
                    beats[other][one] = verdict == Verdict.SECOND;
                }
                least = budget.get().forFirst().leastWins();
            } else {
                beats[one][other] |= forOne >= threshold;
                beats[other][one] |= forOther >= threshold;
            }
            steps.add(
                    new Step(block.number(), one, other, parted[one][other], won[one][other], forOne, forOther, least));
            if (better.isEmpty()) {
                better = best().map(policy -> new PlannedStudy.Verdict(policy, steps.size()));
            }
        }

        private void add(int policy, boolean done) {
            Counts before = counts.get(policy);
            counts.set(policy, new Counts(before.successes() + (done ? 1 : 0), before.episodes() + 1));
        }

        private Optional<Integer> best() {
            for (int policy = 0; policy < policies; policy++) {
                int beaten = 0;
                for (int other = 0; other < policies; other++) {
                    beaten += beats[policy][other] ? 1 : 0;
                }
                if (beaten == policies - 1) {
                    return Optional.of(policy);
                }
            }
            return Optional.empty();
        }
    }
}
