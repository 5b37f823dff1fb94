package dev.parley.ui.study;

import dev.parley.core.result.Judge;
import dev.parley.core.study.PlannedStudy;
import dev.parley.core.study.StudyPlan;
import dev.parley.ui.bridge.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The plan of a study, fixed before its first episode, in words. */
public record FrozenLook(PlannedStudy planned, Names.Known names) {
    StudyPlan plan() {
        return planned.plan();
    }

    /** Its name for people. */
    String policy(int place) {
        return StudyWords.policy(plan().policies(), place, names);
    }

    boolean two() {
        return plan().policies().size() == 2;
    }

    boolean budget() {
        return plan().rule() == StudyPlan.Rule.BUDGET;
    }

    /** That it says "better" and is wrong. */
    String chance() {
        double percent = 100 * plan().alpha();
        return String.format(Locale.ROOT, percent == Math.rint(percent) ? "%.0f %%" : "%.1f %%", percent);
    }

    public String rule() {
        return budget()
                ? String.format(
                        Locale.ROOT, "At most %,d pairs, with a boundary that spends the error", plan().mostBlocks())
                : String.format(Locale.ROOT, "Until decided, at most %,d pairs", plan().mostBlocks());
    }

    public String error() {
        return chance() + ", over all sides";
    }

    public String judge() {
        return plan().judge() == Judge.RESEARCHER ? "Researchers’ reviews" : "The scene’s own judge";
    }

    public String where() {
        String body = plan().body()
                .map(wanted -> switch (wanted) {
                    case SIMULATION -> "Simulation";
                    case REAL -> "Real robots";
                })
                .orElse("Any body");
        int stations = plan().stations().size();
        return stations == 0
                ? body + ", any station"
                : body + ", " + stations + (stations == 1 ? " station" : " stations") + " in turn";
    }

    public String conditions() {
        return plan().conditions().isEmpty()
                ? "Drawn by the seeds"
                : plan().conditions().size() + " pinned, the others drawn by the seeds";
    }

    public String drawn() {
        return two()
                ? "Both policies in every pair, in an order drawn by lot"
                : String.format(
                        Locale.ROOT,
                        "%.0f %% of pairs evenly, the others by who may be the best",
                        100 * plan().evenShare());
    }

    /** One task and what its judge looks for. */
    public record Task(String scene, String words, String reading) {}

    public List<Task> tasks() {
        List<Task> tasks = new ArrayList<>();
        for (StudyPlan.Task task : plan().tasks()) {
            tasks.add(new Task(
                    names.scene(task.sceneId()),
                    task.instruction(),
                    planned.readings().get(tasks.size())));
        }
        return tasks;
    }

    /** What is said to do a task; empty where the plan has no words for it, or several. */
    Optional<String> said(String sceneId, String taskId) {
        List<String> said = plan().tasks().stream()
                .filter(task -> task.sceneId().equals(sceneId) && task.taskId().equals(taskId))
                .map(StudyPlan.Task::instruction)
                .distinct()
                .toList();
        return said.size() == 1 ? Optional.of(said.getFirst()) : Optional.empty();
    }

    /** To plan with what is known now. */
    public String plannedMore() {
        return "/plan?policy=%s&against=%s"
                .formatted(
                        plan().policies().get(0).name(),
                        plan().policies().get(1).name());
    }
}
