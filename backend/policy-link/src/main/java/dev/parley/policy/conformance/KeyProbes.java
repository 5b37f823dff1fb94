package dev.parley.policy.conformance;

import static dev.parley.policy.conformance.Finding.Verdict.FAILED;
import static dev.parley.policy.conformance.Finding.Verdict.PASSED;
import static dev.parley.policy.conformance.Finding.Verdict.TOLD;

import dev.parley.policy.conformance.ObservationPlan.Entry;
import dev.parley.policy.dialect.ActionChunk;
import dev.parley.policy.link.LinkFault;
import dev.parley.policy.link.RemotePolicy;
import dev.parley.policy.wire.PolicyValue.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which keys a server reads, under which number, and how its pictures lie: what is missing, renumbered or turned should be
 * refused. Each question has a connection of its own, since servers of this protocol hang up after an error.
 */
final class KeyProbes {
    private static final Pattern INDEX = Pattern.compile("(?<=_)\\d(?=_|$)");

    private final Subject subject;
    private final ObservationPlan plan;
    private final ActionChunk usual;

    /** How a changed observation was answered. */
    private enum Answer {
        REFUSED,
        /** As if nothing had been changed. */
        SAME,
        OTHER,
        /** Neither answered nor refused in time. */
        NONE
    }

    /** @param usual what the unchanged observation was answered with */
    KeyProbes(Subject subject, ObservationPlan plan, ActionChunk usual) {
        this.subject = subject;
        this.plan = plan;
        this.usual = usual;
    }

    void run(List<Finding> findings) throws InterruptedException {
        keys(findings);
        indices(findings);
        layouts(findings);
    }

    private void keys(List<Finding> findings) throws InterruptedException {
        List<String> unread = new ArrayList<>();
        List<String> optional = new ArrayList<>();
        List<String> silent = new ArrayList<>();
        for (Entry entry : plan.entries()) {
            switch (ask(plan.without(0, entry))) {
                case REFUSED -> {}
                case SAME -> unread.add(entry.key());
                case OTHER -> optional.add(entry.key());
                case NONE -> silent.add(entry.key());
            }
        }
        if (!silent.isEmpty()) {
            findings.add(new Finding(
                    "keys", FAILED, "It neither answers nor refuses without " + String.join(", ", silent) + "."));
        } else if (unread.isEmpty() && optional.isEmpty()) {
            findings.add(new Finding("keys", PASSED, "Every key is needed: without any of them it refuses."));
        } else {
            findings.add(new Finding(
                    "keys",
                    TOLD,
                    (unread.isEmpty() ? "" : "Without " + String.join(", ", unread) + " nothing changes. ")
                            + (optional.isEmpty() ? "" : "It does without " + String.join(", ", optional) + ". ")
                            + (unread.size() + optional.size() == plan.entries().size()
                                    ? ""
                                    : "The others are needed.")));
        }
    }

    private void indices(List<Finding> findings) throws InterruptedException {
        for (Entry entry : plan.entries()) {
            Matcher matcher = INDEX.matcher(entry.key());
            if (!matcher.find()) {
                continue;
            }
            String other = matcher.group().equals("0") ? "1" : "0";
            Entry renumbered = new Entry(matcher.replaceFirst(other), entry.kind(), entry.shape());
            boolean taken = plan.entries().stream().anyMatch(it -> it.key().equals(renumbered.key()));
            if (taken) {
                continue;
            }
            Answer answer = ask(plan.with(0, entry, renumbered));
            findings.add(
                    answer == Answer.REFUSED
                            ? new Finding(
                                    "index", PASSED, entry.key() + " is read; " + renumbered.key() + " is refused.")
                            : new Finding(
                                    "index",
                                    TOLD,
                                    "It answers " + renumbered.key() + " in the place of " + entry.key()
                                            + " as well: make sure that it reads the one that is meant."));
        }
    }

    private void layouts(List<Finding> findings) throws InterruptedException {
        for (Entry entry : plan.entries()) {
            if (!entry.picture()) {
                continue;
            }
            List<Integer> shape = entry.shape();
            List<Integer> turned = entry.colourLast()
                    ? List.of(shape.get(2), shape.get(0), shape.get(1))
                    : List.of(shape.get(1), shape.get(2), shape.get(0));
            String now = entry.colourLast() ? "height, width, colour" : "colour, height, width";
            Answer answer = ask(plan.with(0, entry, new Entry(entry.key(), entry.kind(), turned)));
            findings.add(
                    switch (answer) {
                        case REFUSED -> new Finding("layout", PASSED, entry.key() + " is taken as " + now + " only.");
                        case SAME, OTHER ->
                            new Finding("layout", TOLD, entry.key() + " is taken as " + now + ", and turned as well.");
                        case NONE ->
                            new Finding(
                                    "layout", FAILED, "It neither answers nor refuses a turned " + entry.key() + ".");
                    });
        }
    }

    private Answer ask(Fields observation) throws InterruptedException {
        try (RemotePolicy policy = subject.open()) {
            ActionChunk chunk = policy.infer(observation);
            return Conformance.difference(usual, chunk) == 0 ? Answer.SAME : Answer.OTHER;
        } catch (LinkFault fault) {
            return fault.kind() == LinkFault.Kind.TIMED_OUT ? Answer.NONE : Answer.REFUSED;
        }
    }
}
