package dev.parley.sim.worker;

import dev.parley.sim.detector.Ending;
import dev.parley.sim.task.Judgement;
import java.util.Optional;

/**
 * What the loop of an episode brought.
 *
 * @param steps actions carried out
 * @param wallNs from the first step to the last picture
 * @param behindNs how much longer than real time it took
 * @param judgement the predicate's last word; empty when no predicate judges this episode
 * @param seen what a learned detector may look at; empty when the policy never saw anything
 */
record LoopResult(
        LoopEnding ending,
        int steps,
        long wallNs,
        long behindNs,
        Optional<Judgement> judgement,
        Optional<Ending> seen) {}
