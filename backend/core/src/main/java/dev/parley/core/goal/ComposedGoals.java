package dev.parley.core.goal;

import dev.parley.contracts.GoalImageId;
import dev.parley.core.account.Author;
import dev.parley.core.goalimage.GoalImages;
import dev.parley.core.limit.Limit;
import dev.parley.core.limit.Limits;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.reactive.ReactiveBridge;
import dev.parley.core.scene.SceneData;
import dev.parley.core.scene.Scenes;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/** Goals that people arrange: things on a picture of a scene, or a robot in its room. */
@ApplicationScoped
public class ComposedGoals {
    private static final int MOST_PLACEMENTS = 32;

    private final Scenes scenes;
    private final Instance<SceneDrawings> drawings;
    private final GoalImages images;
    private final GoalStatements statements;
    private final Limits limits;
    private final ReactiveBridge bridge;

    @Inject
    ComposedGoals(
            Scenes scenes,
            Instance<SceneDrawings> drawings,
            GoalImages images,
            GoalStatements statements,
            Limits limits,
            ReactiveBridge bridge) {
        this.scenes = scenes;
        this.drawings = drawings;
        this.images = images;
        this.statements = statements;
        this.limits = limits;
        this.bridge = bridge;
    }

    /** A drawing with the words for it. */
    public record Look(SceneData scene, long seed, ArrangedScene drawn) {
        public GoalWords words() {
            return new GoalWords(scene);
        }

        /** What it says unless the asker chooses otherwise. */
        public List<GoalRelation> usual() {
            return StatementChoice.usual(drawn.relations());
        }
    }

    /** A goal that can be asked for. */
    public record Stored(GoalImageId id, ConfirmedGoal goal) {}

    /**
     * What an asker wants.
     *
     * @param chosen ids of what shall be so; the usual ones when absent
     * @param withinM how far from a point an object may be; the usual 2 cm, of a robot 30 cm, when absent
     * @param withinDegrees how far beside its heading a robot may look; the usual 20° when absent
     */
    public record Wanted(
            String sceneId,
            long seed,
            List<Placed> placements,
            Optional<List<String>> chosen,
            Optional<Double> withinM,
            Optional<Double> withinDegrees) {
        public Wanted {
            placements = List.copyOf(placements);
        }
    }

    /**
     * Draws without keeping anything.
     *
     * @throws ParleyException SCENE_UNKNOWN, PLACEMENT_REFUSED, RATE_LIMITED or SERVICE_AWAY in the Uni
     */
    public Uni<Look> draw(String sceneId, long seed, List<Placed> placements, Author author) {
        requireFew(placements);
        return limits.take(Limit.DRAWINGS, author)
                .chain(() -> scene(sceneId))
                .chain(scene -> drawn(sceneId, seed, placements).map(drawn -> new Look(scene, seed, drawn)));
    }

    /**
     * Draws it once more, keeps the picture and what it means.
     *
     * @throws ParleyException what {@link #draw} throws, CONSENT_NEEDED, and GOAL_MEANS_NOTHING, GOAL_RELATION_UNKNOWN,
     *     GOAL_TOLERANCE_REFUSED or GOAL_ALREADY_SO
     */
    public Uni<Stored> store(Wanted wanted, Author author) {
        return draw(wanted.sceneId(), wanted.seed(), wanted.placements(), author)
                .chain(look -> drawn(wanted.sceneId(), wanted.seed(), List.of())
                        .chain(start -> keep(look, start, wanted, author)));
    }

    private Uni<Stored> keep(Look look, ArrangedScene start, Wanted wanted, Author author) {
        GoalStatement statement = StatementChoice.of(
                start,
                look.drawn().relations(),
                wanted.chosen(),
                wanted.withinM(),
                wanted.withinDegrees(),
                look.words());
        ConfirmedGoal goal = new ConfirmedGoal(
                wanted.sceneId(), wanted.seed(), statement, look.words().reading(statement));
        return images.storeRendered(look.drawn().goalPng(), author)
                .chain(id -> statements.keep(id, goal).replaceWith(new Stored(id, goal)));
    }

    /** Who draws is part of a whole installation, not of every program that uses the core. */
    private Uni<ArrangedScene> drawn(String sceneId, long seed, List<Placed> placements) {
        return drawings.isResolvable()
                ? bridge.backHere(() -> drawings.get().draw(sceneId, seed, placements))
                : Uni.createFrom()
                        .failure(new ParleyException(
                                ErrorCode.SERVICE_AWAY, "Nothing here can draw scenes; no gateway is part of it."));
    }

    private static void requireFew(List<Placed> placements) {
        if (placements.size() > MOST_PLACEMENTS) {
            throw new ParleyException(
                    ErrorCode.PLACEMENT_REFUSED,
                    "At most %d objects can be placed, not %d.".formatted(MOST_PLACEMENTS, placements.size()));
        }
    }

    private Uni<SceneData> scene(String id) {
        return scenes.find(id)
                .map(found -> found.orElseThrow(() -> new ParleyException(
                        ErrorCode.SCENE_UNKNOWN,
                        "There is no scene \"%s\"; GET /api/v1/scenes lists them."
                                .formatted(id.length() <= 80 ? id : id.substring(0, 80) + "…"))));
    }
}
