package dev.parley.rosbridge.agent;

import dev.parley.policy.link.ChunkedPolicy;
import dev.parley.policy.link.LinkFault;
import dev.parley.rosbridge.envelope.Envelope;
import dev.parley.rosbridge.envelope.Verdict;
import dev.parley.rosbridge.motion.Drive;
import dev.parley.rosbridge.motion.JointSample;
import dev.parley.rosbridge.wire.Picture;
import dev.parley.station.EpisodeRun;
import dev.parley.station.v1.StepRecord;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The loop of one episode: look, ask, judge, lead, write down. A command that rests on too old an observation, or that nobody permits any more when
 * it is there, moves nothing and is written down as such. One use, one thread.
 */
final class ControlLoop {
    private final Rig rig;
    private final EpisodeRun run;
    private final RelayedAsking policy;
    private final Observing observing;
    private final Envelope envelope;
    private final Leader leader;
    private final SafetyRecord record;
    private final List<Film> films;
    private final ActionMapping mapping;
    private final Duration period;
    private final long deadlineNs;
    private final long startedNs;
    private int steps;

    ControlLoop(
            Rig rig,
            EpisodeRun run,
            RelayedAsking policy,
            Observing observing,
            Envelope envelope,
            Leader leader,
            SafetyRecord record,
            List<Film> films,
            Duration wall) {
        this.rig = rig;
        this.run = run;
        this.policy = policy;
        this.observing = observing;
        this.envelope = envelope;
        this.leader = leader;
        this.record = record;
        this.films = films;
        mapping = mapping(rig);
        period = rig.settings().control().period();
        startedNs = rig.time().nowNs();
        deadlineNs = startedNs + wall.toNanos();
    }

    static ActionMapping mapping(Rig rig) {
        return new ActionMapping(
                rig.settings().control().kind(),
                rig.chain().size(),
                rig.gripper().isPresent());
    }

    int steps() {
        return steps;
    }

    LoopEnding run() throws InterruptedException, IOException {
        long nextNs = rig.time().nowNs();
        while (true) {
            Optional<LoopEnding> over = limit().or(leader::over);
            if (over.isEmpty()) {
                over = leader.engaged(deadlineNs);
            }
            if (over.isPresent()) {
                return over.get();
            }
            rig.time().waitUntilNs(nextNs);
            // A loop that fell behind goes on from here; it never hurries.
            nextNs = Math.max(nextNs, rig.time().nowNs()) + period.toNanos();
            Optional<LoopEnding> ended = oneStep();
            if (ended.isPresent()) {
                return ended.get();
            }
        }
    }

    private Optional<LoopEnding> limit() {
        if (steps >= run.spec().getMaxSteps()) {
            return Optional.of(new LoopEnding.StepLimit());
        }
        if (rig.time().nowNs() > deadlineNs) {
            return Optional.of(new LoopEnding.TimeLimit());
        }
        return films.stream()
                .flatMap(film -> film.problem().stream())
                .findFirst()
                .map(LoopEnding.RobotFault::new);
    }

    private Optional<LoopEnding> oneStep() throws InterruptedException, IOException {
        long seenNs = rig.time().nowNs();
        Optional<JointSample> sample = rig.drive().arm().history().fresh(seenNs);
        if (sample.isEmpty()) {
            // The watch halts the arm; the next look says how it goes on.
            return Optional.empty();
        }
        double[] measured = sample.get().positions();
        double[] state = state(measured);
        Map<String, Picture> pictures = pictures();
        StepRecord.Builder step = StepRecord.newBuilder()
                .setStep(steps)
                .setMonoNs(seenNs - startedNs)
                .addAllState(boxed(state));
        films.forEach(film -> step.addFrame(film.frame()));
        Optional<ChunkedPolicy.Next> next;
        try {
            next = policy.next(
                    () -> observing.of(state, pictures), () -> leader.over().isPresent());
        } catch (LinkFault fault) {
            String sentence = String.valueOf(fault.getMessage());
            return Optional.of(
                    RelayedAsking.policyCaused(fault)
                            ? new LoopEnding.PolicyFault(sentence)
                            : new LoopEnding.PolicyAway(sentence));
        }
        if (next.isEmpty()) {
            return leader.over();
        }
        List<Double> action = next.get().action();
        Optional<String> refusal = mapping.refusal(action);
        if (refusal.isPresent()) {
            return Optional.of(new LoopEnding.PolicyFault(refusal.get()));
        }
        step.setInferUs((int) Math.min(Integer.MAX_VALUE, (rig.time().nowNs() - seenNs) / 1000))
                .setChunk(next.get().chunk())
                .setIndexInChunk(next.get().index())
                .addAllActionCommanded(action);
        return carryOut(action, step, measured, seenNs);
    }

    private Optional<LoopEnding> carryOut(List<Double> action, StepRecord.Builder step, double[] measured, long seenNs)
            throws InterruptedException, IOException {
        Drive drive = rig.drive();
        drive.awaitTurn();
        Optional<double[]> at = drive.commanded();
        long ageNs = rig.time().nowNs() - seenNs;
        boolean late = ageNs > envelope.limits().watchdog().toNanos();
        // Asked as late as possible: a stop that came while the policy was thinking still holds this command back.
        if (late || at.isEmpty() || !run.mayMove()) {
            record.stale();
            return keep(step.addAllActionApplied(mapping.stayed(action, measured)));
        }
        return switch (envelope.judge(at.get(), mapping.wanted(action, at.get(), period), period)) {
            case Verdict.Trip trip -> Optional.of(new LoopEnding.EnvelopeTrip(trip.why()));
            case Verdict.NoCommand none -> Optional.of(new LoopEnding.PolicyFault(none.why()));
            case Verdict.Astray astray -> Optional.of(new LoopEnding.RobotFault(astray.why()));
            case Verdict.Lead lead -> {
                double[] to = lead.applied();
                if (!drive.lead(to, period)) {
                    record.stale();
                    yield keep(step.addAllActionApplied(mapping.stayed(action, measured)));
                }
                mapping.opening(action).ifPresent(share -> rig.gripper().ifPresent(gripper -> gripper.to(share)));
                record.clamps().count(lead.clamps());
                yield keep(step.addAllActionApplied(
                        lead.clamps().isEmpty() ? action(action) : mapping.applied(action, at.get(), to, period)));
            }
        };
    }

    /** What was carried out unchanged; a gripper's share beyond its ends is its end. */
    private List<Double> action(List<Double> commanded) {
        List<Double> applied = new ArrayList<>(commanded);
        mapping.opening(commanded).ifPresent(share -> applied.set(applied.size() - 1, share));
        return applied;
    }

    private Optional<LoopEnding> keep(StepRecord.Builder step) throws IOException {
        run.record(step.build());
        steps++;
        return Optional.empty();
    }

    private double[] state(double[] measured) {
        if (rig.gripper().isEmpty()) {
            return measured;
        }
        double[] state = Arrays.copyOf(measured, measured.length + 1);
        state[measured.length] = rig.opening().orElse(0);
        return state;
    }

    private Map<String, Picture> pictures() {
        Map<String, Picture> pictures = new HashMap<>();
        rig.cameras()
                .forEach(feed -> feed.newest()
                        .ifPresent(picture -> pictures.put(feed.camera().name(), picture)));
        return pictures;
    }

    private static List<Double> boxed(double[] values) {
        List<Double> boxed = new ArrayList<>(values.length);
        for (double value : values) {
            boxed.add(value);
        }
        return boxed;
    }
}
