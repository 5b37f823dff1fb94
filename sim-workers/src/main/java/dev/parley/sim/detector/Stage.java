package dev.parley.sim.detector;

import dev.parley.sim.scene.Conditions;
import dev.parley.sim.scene.Observation;
import dev.parley.sim.scene.SceneDescription;
import dev.parley.sim.scene.SeededRandom;
import dev.parley.sim.scene.SimulatedScene;
import dev.parley.sim.task.Judge;
import dev.parley.sim.task.Predicate;
import dev.parley.sim.task.SceneTruth;
import dev.parley.sim.task.Task;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Stages episodes of one scene of the arm the way a station ends them: half a second after the predicate began to hold, then a
 * second of settling; or at a limit. The same seed gives the same episode. One thread.
 */
final class Stage {

    private static final int SETTLING_ACTIONS = 10;
    private static final int SHORTEST = 60;
    private static final int LONGEST = 160;
    private static final int EXPERTS_LIMIT = 420;
    private static final int AFTER_ANOTHER_TASK = 15;
    private static final double CALM_MOVE_M = 0.012;
    private static final double BRISK_MOVE_M = 0.03;
    private static final int OTHERS_TO_CONSIDER = 5;

    private final SimulatedScene scene;
    private final SceneDescription description;
    private final List<Predicate> predicates;

    Stage(SimulatedScene scene) {
        this.scene = scene;
        description = scene.description();
        predicates = description.tasks().stream()
                .map(task -> description.vocabulary().predicate(task.predicate()))
                .toList();
    }

    /** The task that an episode of that seed is asked for: tasks in turn. */
    Task asked(long seed) {
        return description.tasks().get((int)
                Math.floorMod(seed, (long) description.tasks().size()));
    }

    StagedEpisode play(long seed) {
        SeededRandom random = new SeededRandom(seed, "staged episode");
        return play(seed, Cast.draw(random), random);
    }

    /** As {@link #play(long)} with a given actor. */
    StagedEpisode play(long seed, Cast cast) {
        return play(seed, cast, new SeededRandom(seed, "staged episode"));
    }

    private StagedEpisode play(long seed, Cast cast, SeededRandom random) {
        Task asked = asked(seed);
        Task doing = cast == Cast.DISOBEDIENT ? another(asked, random) : asked;
        int limit = cast == Cast.EXPERT ? EXPERTS_LIMIT : SHORTEST + random.below(LONGEST - SHORTEST);
        double moveM = random.nextDouble() < 0.4 ? CALM_MOVE_M : BRISK_MOVE_M;
        Cast.Actor actor = cast.actor(description, doing, moveM, random.below(limit), random, scene::stay);
        scene.reset(seed, Conditions.FREE, Optional.of(asked));
        Take take = new Take(asked, doing, limit);
        while (!take.over()) {
            scene.step(actor.act(scene.truth(), take.steps));
            take.afterAction();
        }
        take.settle();
        return take.episode(seed, cast);
    }

    private Task another(Task asked, SeededRandom random) {
        List<Task> tasks = description.tasks();
        Task best = asked;
        int mostShared = -1;
        for (int i = 0; i < OTHERS_TO_CONSIDER; i++) {
            Task candidate = tasks.get(random.below(tasks.size()));
            Set<String> shared = new HashSet<>(candidate.predicate().arguments().values());
            shared.retainAll(asked.predicate().arguments().values());
            if (!candidate.equals(asked) && shared.size() > mostShared) {
                mostShared = shared.size();
                best = candidate;
            }
        }
        return best;
    }

    /** One episode while it runs: what was seen, and since when which predicate holds. */
    private final class Take {

        private final Judge judge;
        private final Judge judgeOfOther;
        private final boolean disobeys;
        private final int[] held = new int[predicates.size()];
        private final List<Observation> looks = new ArrayList<>();
        private final List<SceneTruth> truths = new ArrayList<>();
        private int limit;
        private int steps;
        private boolean done;
        private boolean otherDone;

        Take(Task asked, Task doing, int limit) {
            judge = new Judge(description.vocabulary().predicate(asked.predicate()));
            judgeOfOther = new Judge(description.vocabulary().predicate(doing.predicate()));
            disobeys = !doing.equals(asked);
            this.limit = limit;
            look();
        }

        boolean over() {
            return done || steps == limit;
        }

        void afterAction() {
            steps++;
            SceneTruth truth = count();
            done = judge.judge(truth).success();
            if (disobeys && !otherDone && judgeOfOther.judge(truth).success()) {
                otherDone = true;
                limit = Math.min(limit, steps + AFTER_ANOTHER_TASK);
            }
            if (done || steps == limit - Ending.APART_ACTIONS) {
                look();
            }
        }

        void settle() {
            if (done) {
                // Of the two looks before, the one at the limit would be in the way when success came after it.
                while (looks.size() > 2) {
                    looks.remove(1);
                    truths.remove(1);
                }
                for (int i = 0; i < SETTLING_ACTIONS; i++) {
                    scene.step(scene.stay());
                    count();
                }
            }
            look();
        }

        StagedEpisode episode(long seed, Cast cast) {
            List<Boolean> settled = IntStream.range(0, held.length)
                    .mapToObj(task -> held[task] >= Judge.SETTLED_STEPS)
                    .toList();
            Task asked = asked(seed);
            return new StagedEpisode(
                    seed,
                    asked,
                    cast,
                    new Ending(looks.getFirst(), looks.get(1), looks.getLast()),
                    done,
                    settled,
                    List.of(truths.getFirst(), truths.get(1), truths.getLast()));
        }

        private SceneTruth count() {
            SceneTruth truth = scene.truth();
            for (int task = 0; task < held.length; task++) {
                held[task] = predicates.get(task).holds(truth) ? held[task] + 1 : 0;
            }
            return truth;
        }

        private void look() {
            looks.add(scene.observe());
            truths.add(scene.truth());
        }
    }
}
