package dev.parley.sim.evaluate;

import dev.parley.sim.evaluate.TaskSelection.SceneTask;
import dev.parley.sim.scene.SceneDescription;
import dev.parley.sim.scene.SceneFolder;
import dev.parley.sim.scene.SeededRandom;
import dev.parley.sim.task.Task;
import dev.parley.sim.training.Phrasings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which episodes an evaluation is made of. The same arguments give the same plan. */
final class EpisodePlan {

    private final Map<String, String> openedBy;
    private final EvaluateOptions.Wording wording;
    private final Map<String, Phrasings> phrasings = new HashMap<>();

    /** @param openedBy what each scene is opened by, its id or its folder, by its id */
    EpisodePlan(Map<String, String> openedBy, EvaluateOptions.Wording wording) {
        this.openedBy = Map.copyOf(openedBy);
        this.wording = wording;
    }

    /** Tasks in turn by the seed, each seed with a sentence of its own. */
    List<PlannedEpisode> ofTasks(List<SceneTask> tasks, long firstSeed, int episodes) {
        List<PlannedEpisode> planned = new ArrayList<>();
        for (int number = 0; number < episodes; number++) {
            long seed = firstSeed + number;
            SceneTask chosen = tasks.get((int) Math.floorMod(seed, (long) tasks.size()));
            planned.add(episode(number, chosen, sentence(chosen, seed), seed));
        }
        return planned;
    }

    /** Given instructions in turn by the seed; throws {@link IllegalArgumentException} naming a line whose task is not chosen. */
    List<PlannedEpisode> ofLines(
            List<SceneTask> tasks, List<InstructionsFile.Line> lines, long firstSeed, int episodes) {
        Map<String, SceneTask> byId = new HashMap<>();
        tasks.forEach(each -> byId.put(each.task().id(), each));
        for (InstructionsFile.Line line : lines) {
            if (!byId.containsKey(line.taskId())) {
                throw new IllegalArgumentException("Line " + line.number() + " of the instructions is for task "
                        + line.taskId() + ", which is not among the chosen; an example is "
                        + tasks.getFirst().task().id());
            }
        }
        List<PlannedEpisode> planned = new ArrayList<>();
        for (int number = 0; number < episodes; number++) {
            long seed = firstSeed + number;
            InstructionsFile.Line line = lines.get((int) Math.floorMod(seed, (long) lines.size()));
            SceneTask chosen = byId.get(line.taskId());
            if (chosen != null) {
                planned.add(episode(number, chosen, line.instruction(), seed));
            }
        }
        return planned;
    }

    private PlannedEpisode episode(int number, SceneTask chosen, String instruction, long seed) {
        SceneDescription scene = chosen.scene();
        return new PlannedEpisode(
                number, openedBy.getOrDefault(scene.id(), scene.id()), chosen.task(), instruction, seed);
    }

    private String sentence(SceneTask chosen, long seed) {
        Task task = chosen.task();
        SceneDescription scene = chosen.scene();
        List<String> choices = switch (wording) {
            case TRAIN -> phrasings(scene).trainingSentences(task, scene.vocabulary());
            case HELD_OUT -> phrasings(scene).heldOutSentences(task, scene.vocabulary());
            case PLAIN -> List.of(task.instruction());
        };
        return choices.get(new SeededRandom(seed, "sentence").below(choices.size()));
    }

    private Phrasings phrasings(SceneDescription scene) {
        return phrasings.computeIfAbsent(
                scene.id(), id -> Phrasings.load(SceneFolder.of(openedBy.getOrDefault(id, id))));
    }
}
