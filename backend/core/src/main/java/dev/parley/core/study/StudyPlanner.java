package dev.parley.core.study;

import dev.parley.contracts.GoalImageId;
import dev.parley.core.goalimage.GoalImages;
import dev.parley.core.policy.Policies;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.prompt.Moderation;
import dev.parley.core.scene.Scenes;
import dev.parley.core.station.Stations;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Checks a study against what there is, before any of it is stored: what a station would refuse, it would refuse for as long as
 * the item waits.
 */
@ApplicationScoped
class StudyPlanner {
    private static final int MOST_VERSIONS = 20;

    private final Scenes scenes;
    private final Policies policies;
    private final GoalImages goalImages;
    private final Moderation moderation;
    private final Stations stations;

    @Inject
    StudyPlanner(Scenes scenes, Policies policies, GoalImages goalImages, Moderation moderation, Stations stations) {
        this.stations = stations;
        this.scenes = scenes;
        this.policies = policies;
        this.goalImages = goalImages;
        this.moderation = moderation;
    }

    /** @throws ParleyException BODY_MALFORMED or STUDY_TOO_LARGE, naming what is wrong with the study as a whole */
    static StudyRequest requireWhole(StudyRequest request) {
        requireName(request.name());
        int items = request.items().size();
        if (items < 1) {
            throw new ParleyException(ErrorCode.BODY_MALFORMED, "A study needs at least one item; this one has none.");
        }
        if (items > Studies.MOST_ITEMS) {
            throw new ParleyException(
                    ErrorCode.STUDY_TOO_LARGE,
                    "The study has %d items; at most %d are taken. Split it into several."
                            .formatted(items, Studies.MOST_ITEMS));
        }
        return request;
    }

    static void requireName(String name) {
        int length = name.codePointCount(0, name.length());
        boolean plain = name.equals(name.strip()) && name.codePoints().noneMatch(Character::isISOControl);
        if (length < 1 || length > Studies.LONGEST_NAME || !plain) {
            throw new ParleyException(
                    ErrorCode.BODY_MALFORMED,
                    "The name of a study has 1 to %d characters on one line, without spaces around it; this one has %d."
                            .formatted(Studies.LONGEST_NAME, length));
        }
    }

    /**
     * Everybody reads what a study is called and what it is to answer: what may not be asked in public may not be said there.
     *
     * @param what which words these are, as the refusal begins
     * @throws ParleyException STUDY_REFUSED
     */
    void requirePublic(String what, String words) {
        moderation.judge(words).ifPresent(why -> {
            throw new ParleyException(
                    ErrorCode.STUDY_REFUSED,
                    "%s is public, like every prompt, and is not taken. %s".formatted(what, why.sentence()));
        });
    }

    /** @throws ParleyException in the Uni, naming the first item that is wrong, by its number from 0 */
    Uni<List<PlannedItem>> plan(StudyRequest request, Submitter submitter) {
        Set<Version> versions = request.items().stream()
                .map(item -> new Version(item.policyName(), item.policyDigest()))
                .collect(Collectors.toSet());
        if (versions.size() > MOST_VERSIONS) {
            throw new ParleyException(
                    ErrorCode.BODY_MALFORMED,
                    "The study names %d policy versions; at most %d are taken."
                            .formatted(versions.size(), MOST_VERSIONS));
        }
        return pictures(request, submitter)
                .chain(pictures -> scenes.all()
                        .chain(allScenes -> Multi.createFrom()
                                .iterable(versions)
                                .onItem()
                                .transformToUniAndConcatenate(
                                        version -> policies.version(version.name(), version.digest()))
                                .collect()
                                .asList()
                                .map(found -> new StudyCheck(
                                                allScenes,
                                                found.stream()
                                                        .flatMap(Optional::stream)
                                                        .toList(),
                                                moderation)
                                        .of(request.items(), pictures))));
    }

    /**
     * A plan that can run: every policy in every task.
     *
     * @throws ParleyException in the Uni, naming what is wrong
     */
    Uni<List<PlannedItem>> plan(StudyPlan plan) {
        return stations.all()
                .invoke(all -> plan.stations().forEach(wanted -> {
                    if (all.stream().noneMatch(each -> each.id().equals(wanted))) {
                        throw new ParleyException(
                                ErrorCode.STATION_UNKNOWN, "There is no station %s.".formatted(wanted));
                    }
                }))
                .chain(() -> samples(PlanCheck.requireWhole(plan)));
    }

    /** By task and then by policy: what its judge looks for, and how many steps it may take, as it is now. */
    Uni<List<PlannedItem>> samples(StudyPlan plan) {
        List<StudyItem> items = PlanCheck.samples(plan);
        return scenes.all()
                .chain(allScenes -> Multi.createFrom()
                        .iterable(plan.policies())
                        .onItem()
                        .transformToUniAndConcatenate(version -> policies.version(version.name(), version.digest()))
                        .collect()
                        .asList()
                        .map(found -> new StudyCheck(
                                        allScenes,
                                        found.stream().flatMap(Optional::stream).toList(),
                                        moderation)
                                .of(items, Map.of())));
    }

    private Uni<Map<GoalImageId, String>> pictures(StudyRequest request, Submitter submitter) {
        Set<GoalImageId> pictures = request.items().stream()
                .flatMap(item -> item.goalImage().stream())
                .collect(Collectors.toSet());
        return goalImages.digests(pictures, submitter.author()).invoke(own -> {
            if (own.size() < pictures.size()) {
                throw new ParleyException(
                        ErrorCode.GOAL_IMAGE_UNKNOWN,
                        "%d of the study's %d goal images are none of yours; upload them first with POST /api/v1/studies/goal-images."
                                .formatted(pictures.size() - own.size(), pictures.size()));
            }
        });
    }

    private record Version(String name, String digest) {}
}
