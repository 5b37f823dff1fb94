package dev.parley.core.canary;

import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.station.StationData;
import dev.parley.core.study.ItemCheck;
import dev.parley.core.study.StudyItem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;

/** Holds a plan against a station before it is kept: what the station would decline, it would decline every day. */
@ApplicationScoped
class CanaryCheck {
    private final ItemCheck items;

    @Inject
    CanaryCheck(ItemCheck items) {
        this.items = items;
    }

    /** A plan that can run as it stands; its words are in their plain form. */
    record Fit(CanaryPlan plan, String taskReading, int maxSteps) {}

    /** @throws ParleyException in the Uni, naming what cannot be */
    Uni<Fit> of(CanaryPlan plan, StationData station, Instant now) {
        return Uni.createFrom()
                .deferred(() -> {
                    requireHere(plan, station, now);
                    return items.fit(new StudyItem(
                            plan.policyName(),
                            plan.policyDigest(),
                            plan.sceneId(),
                            plan.taskId(),
                            Optional.of(plan.instruction()),
                            Optional.empty(),
                            plan.seeds().getFirst(),
                            plan.conditions()));
                })
                .map(fit -> new Fit(
                        new CanaryPlan(
                                plan.policyName(),
                                plan.policyDigest(),
                                plan.sceneId(),
                                plan.taskId(),
                                fit.item().instruction().orElseThrow(),
                                plan.conditions(),
                                plan.seeds(),
                                plan.at(),
                                plan.zone()),
                        fit.taskReading(),
                        fit.maxSteps()));
    }

    private static void requireHere(CanaryPlan plan, StationData station, Instant now) {
        int tries = plan.seeds().size();
        if (tries < 1 || tries > Canaries.MOST_TRIES) {
            throw new ParleyException(
                    ErrorCode.BODY_MALFORMED,
                    "A canary has 1 to %d tries a day; this one has %d.".formatted(Canaries.MOST_TRIES, tries));
        }
        plan.seeds().stream()
                .filter(seed -> Collections.frequency(plan.seeds(), seed) > 1)
                .findFirst()
                .ifPresent(seed -> {
                    // What only repeats another try is no evidence of its own, and false alarms would come more often
                    // than is said.
                    throw new ParleyException(
                            ErrorCode.BODY_MALFORMED,
                            "Each try has a seed of its own; %s is there more than once."
                                    .formatted(Long.toUnsignedString(seed)));
                });
        if (!station.sceneIds().contains(plan.sceneId())) {
            throw new ParleyException(
                    ErrorCode.SCENE_UNKNOWN,
                    "%s offers no scene \"%s\"; it offers %s."
                            .formatted(
                                    station.name(),
                                    plan.sceneId(),
                                    station.sceneIds().stream().sorted().toList()));
        }
        if (!station.policyDigests().contains(plan.policyDigest())) {
            throw new ParleyException(
                    ErrorCode.POLICY_DOES_NOT_FIT,
                    "%s may not run this version of %s: it does not announce it, or its lab has not approved it."
                            .formatted(station.name(), plan.policyName()));
        }
        CanaryTimes.requireOpenSometimes(plan, station.hours(), now);
    }
}
