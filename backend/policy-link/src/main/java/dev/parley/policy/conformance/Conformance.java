package dev.parley.policy.conformance;

import static dev.parley.policy.conformance.Finding.Verdict.FAILED;
import static dev.parley.policy.conformance.Finding.Verdict.PASSED;
import static dev.parley.policy.conformance.Finding.Verdict.TOLD;

import dev.parley.policy.conformance.Certificate.Size;
import dev.parley.policy.dialect.ActionChunk;
import dev.parley.policy.dialect.Dialect;
import dev.parley.policy.dialect.RoboArenaNeeds;
import dev.parley.policy.link.LinkFault;
import dev.parley.policy.link.RemotePolicy;
import dev.parley.policy.wire.PolicyValue.Fields;
import dev.parley.policy.wire.PolicyValue.Text;
import dev.parley.policy.wire.PolicyWire;
import dev.parley.policy.wire.WireBounds;
import dev.parley.policy.wire.WireFault;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Examines a policy server from outside: what it says about itself, and how it answers made-up observations. Blocks. */
public final class Conformance {
    private static final PolicyWire WIRE = new PolicyWire(WireBounds.OBSERVATION);

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
    private static final int PARTS = 6;
    private static final int TOLD_EVERY = 10;

    private final Subject subject;
    private final Clock clock;
    private final Progress progress;
    private final List<Finding> findings = new ArrayList<>();
    private Optional<Latency> latency = Optional.empty();

    private Conformance(Subject subject, Clock clock, Progress progress) {
        this.subject = subject;
        this.clock = clock;
        this.progress = progress;
    }

    /** Is told how far an examination is; called on the thread that examines. */
    @FunctionalInterface
    public interface Progress {
        /**
         * @param done parts that are behind it
         * @param parts all of them
         * @param now what is looked at now, in plain words
         */
        void at(int done, int parts, String now);

        /** Nobody wants to know. */
        Progress NONE = (done, parts, now) -> {};
    }

    /**
     * Asks everything.
     *
     * @param plan the observation it takes; empty only for RoboArena, whose servers say it themselves
     * @param width how many numbers an action must have; empty where only the server knows
     * @param calls for the measurement of its latency
     * @throws LinkFault where not even its first message came: there is nothing to write down then
     */
    public static Certificate examine(
            Subject subject, Optional<ObservationPlan> plan, OptionalInt width, int calls, Clock clock)
            throws LinkFault, InterruptedException {
        return examine(subject, plan, width, calls, clock, Progress.NONE);
    }

    /** The same, telling how far it is. */
    public static Certificate examine(
            Subject subject,
            Optional<ObservationPlan> plan,
            OptionalInt width,
            int calls,
            Clock clock,
            Progress progress)
            throws LinkFault, InterruptedException {
        return new Conformance(subject, clock, progress).examine(plan, width, calls);
    }

    private Certificate examine(Optional<ObservationPlan> given, OptionalInt width, int calls)
            throws LinkFault, InterruptedException {
        Fields metadata;
        progress.at(0, PARTS, "Connecting to the server");
        try (RemotePolicy policy = subject.open()) {
            metadata = policy.metadata();
        }
        Optional<RoboArenaNeeds> needs = metadata(metadata);
        Optional<ObservationPlan> plan = given.or(() -> needs.map(ObservationPlan::of));
        if (plan.isEmpty()) {
            throw new LinkFault(
                    LinkFault.Kind.REFUSED_HERE,
                    subject.dialect() == Dialect.OPENPI
                            ? "Say which observation the policy takes: its server does not."
                            : "The server does not say what it needs: "
                                    + findings.getFirst().detail());
        }
        OptionalInt expected =
                needs.isPresent() ? OptionalInt.of(needs.get().actionKind().width()) : width;
        progress.at(1, PARTS, "Asking for the first actions");
        Optional<ActionChunk> first = actions(plan.get(), expected);
        if (first.isPresent()) {
            progress.at(2, PARTS, "Leaving out one input after the other");
            new KeyProbes(subject, plan.get(), first.get()).run(findings);
            progress.at(3, PARTS, "Asking the same thing again");
            repeat(plan.get(), first.get());
            progress.at(4, PARTS, "Starting an episode anew");
            reset(plan.get());
            progress.at(5, PARTS, "Measuring how fast it answers");
            latency(plan.get(), calls);
        }
        return new Certificate(
                clock.instant(),
                subject.url(),
                subject.dialect(),
                plan.get(),
                Certificate.sha256(bytes(metadata)),
                first.map(chunk -> new Size(chunk.actions().size(), chunk.width())),
                findings,
                latency);
    }

    private Optional<RoboArenaNeeds> metadata(Fields metadata) {
        if (subject.dialect() == Dialect.OPENPI) {
            found(
                    "metadata",
                    PASSED,
                    metadata.entries().isEmpty()
                            ? "An empty map, as most send."
                            : "A map with "
                                    + String.join(", ", metadata.entries().keySet()) + ".");
            version(metadata);
            return Optional.empty();
        }
        try {
            RoboArenaNeeds needs = RoboArenaNeeds.of(metadata);
            found(
                    "metadata",
                    PASSED,
                    "It wants %d outer pictures%s%s and gives %s."
                            .formatted(
                                    needs.externalCameras(),
                                    needs.wristCamera() ? ", the wrist's" : "",
                                    needs.sessionId() ? ", the session's id" : "",
                                    needs.actionKind()
                                            .name()
                                            .toLowerCase(Locale.ROOT)
                                            .replace('_', ' ')));
            return Optional.of(needs);
        } catch (WireFault e) {
            found("metadata", FAILED, e.getMessage() + ".");
            return Optional.empty();
        }
    }

    /** As the worker program's command {@code serve} says it. Nobody can see from outside whether it is so. */
    private void version(Fields metadata) {
        if (metadata.find("policy").orElse(null) instanceof Text(String name)
                && metadata.find("version").orElse(null) instanceof Text(String digest)
                && NAME.matcher(name).matches()
                && DIGEST.matcher(digest).matches()) {
            found("version", TOLD, "It says that it is %s, version %s.".formatted(name, digest));
        }
    }

    private Optional<ActionChunk> actions(ObservationPlan plan, OptionalInt width) throws InterruptedException {
        try (RemotePolicy policy = subject.open()) {
            ActionChunk chunk = policy.infer(plan.observation(0));
            found(
                    "actions",
                    PASSED,
                    "%d %s of %d finite numbers."
                            .formatted(
                                    chunk.actions().size(),
                                    chunk.actions().size() == 1 ? "action" : "actions",
                                    chunk.width()));
            if (width.isEmpty()) {
                found("width", TOLD, "%d numbers; nobody said how many there should be.".formatted(chunk.width()));
            } else {
                boolean fits = width.getAsInt() == chunk.width();
                found(
                        "width",
                        fits ? PASSED : FAILED,
                        fits
                                ? "%d numbers, as it should be.".formatted(chunk.width())
                                : "%d numbers where %d are needed.".formatted(chunk.width(), width.getAsInt()));
            }
            return Optional.of(chunk);
        } catch (LinkFault e) {
            found("actions", FAILED, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private void repeat(ObservationPlan plan, ActionChunk first) throws InterruptedException {
        try (RemotePolicy policy = subject.open()) {
            double apart = Math.max(
                    difference(first, policy.infer(plan.observation(0))),
                    difference(first, policy.infer(plan.observation(0))));
            boolean other = difference(first, policy.infer(plan.observation(1))) > 0;
            if (apart == 0) {
                found("repeat", PASSED, "The same observation gave the same actions, to the last bit.");
            } else {
                found(
                        "repeat",
                        TOLD,
                        String.format(
                                Locale.ROOT,
                                "The same observation gave actions up to %.3g apart: it draws them by chance, or remembers.",
                                apart));
            }
            if (apart == 0 && !other) {
                found("observes", TOLD, "Two very different observations gave the same actions.");
            }
        } catch (LinkFault e) {
            found("repeat", FAILED, String.valueOf(e.getMessage()));
        }
    }

    private void reset(ObservationPlan plan) throws InterruptedException {
        if (subject.dialect() == Dialect.OPENPI) {
            found("reset", TOLD, "This dialect has none; a new connection begins an episode.");
            return;
        }
        try (RemotePolicy policy = subject.open()) {
            policy.reset("parley-conformance");
            ActionChunk before = policy.infer(plan.observation(2));
            policy.infer(plan.observation(3));
            policy.reset("parley-conformance");
            double apart = difference(before, policy.infer(plan.observation(2)));
            found(
                    "reset",
                    PASSED,
                    apart == 0
                            ? "After a reset the same observation gave the same actions."
                            : String.format(
                                    Locale.ROOT,
                                    "It takes resets; the same observation gave actions up to %.3g apart after one.",
                                    apart));
        } catch (LinkFault e) {
            found("reset", FAILED, String.valueOf(e.getMessage()));
        }
    }

    private void latency(ObservationPlan plan, int calls) throws InterruptedException {
        List<Duration> measured = new ArrayList<>();
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        try (RemotePolicy policy = subject.open()) {
            for (int i = 0; i < calls; i++) {
                if (i > 0 && i % TOLD_EVERY == 0) {
                    progress.at(PARTS - 1, PARTS, "Measuring how fast it answers, %d of %d times".formatted(i, calls));
                }
                ActionChunk chunk = policy.infer(plan.observation(i));
                measured.add(policy.lastInference());
                for (List<Double> action : chunk.actions()) {
                    low = Math.min(low, action.getLast());
                    high = Math.max(high, action.getLast());
                }
            }
        } catch (LinkFault e) {
            found("latency", FAILED, "After %d of %d answers: %s".formatted(measured.size(), calls, e.getMessage()));
            return;
        }
        gripper(low, high);
        Latency told = Latency.of(measured);
        latency = Optional.of(told);
        found(
                "latency",
                PASSED,
                "%d answers: half within %s ms, 95 %% within %s ms, 99 %% within %s ms."
                        .formatted(calls, Latency.ms(told.p50()), Latency.ms(told.p95()), Latency.ms(told.p99())));
    }

    /** Evaluators of RoboArena cut the gripper's number at one half. Which end is open cannot be seen from outside. */
    private void gripper(double low, double high) {
        boolean unit = low >= -0.05 && high <= 1.05;
        String said = String.format(Locale.ROOT, "The last number lay between %.3f and %.3f", low, high);
        if (subject.dialect() == Dialect.ROBOARENA && !unit) {
            found("gripper", FAILED, said + "; it should lie between 0 and 1, since it is cut at 0.5.");
        } else {
            String reads = unit ? "from 0 to 1" : low >= -1.05 && high <= 1.05 ? "from -1 to 1" : "of another scale";
            found("gripper", TOLD, said + ", so it reads as " + reads + "; which end is open has to be declared.");
        }
    }

    static double difference(ActionChunk one, ActionChunk other) {
        if (one.actions().size() != other.actions().size() || one.width() != other.width()) {
            return Double.POSITIVE_INFINITY;
        }
        double most = 0;
        for (int row = 0; row < one.actions().size(); row++) {
            for (int column = 0; column < one.width(); column++) {
                most = Math.max(
                        most,
                        Math.abs(one.actions().get(row).get(column)
                                - other.actions().get(row).get(column)));
            }
        }
        return most;
    }

    private static byte[] bytes(Fields metadata) {
        try {
            return WIRE.write(metadata);
        } catch (WireFault e) {
            throw new IllegalStateException("what was read within smaller bounds can be written", e);
        }
    }

    private void found(String check, Finding.Verdict verdict, String detail) {
        findings.add(new Finding(check, verdict, detail));
    }
}
