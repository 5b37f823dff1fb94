package dev.parley.sim.evaluate;

import dev.parley.sim.scene.SceneDescription;
import dev.parley.sim.task.Task;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which tasks are asked for: ids, kinds of criteria such as {@code inside}, whole families by a pattern such as
 * {@code stack-*}, or {@code all}.
 */
final class TaskSelection {

    private TaskSelection() {}

    /** One task in its scene. */
    record SceneTask(SceneDescription scene, Task task) {}

    /**
     * Each chosen task once, in the scenes' order. Throws {@link IllegalArgumentException} naming an entry that chooses nothing.
     */
    static List<SceneTask> choose(List<SceneDescription> scenes, List<String> wanted) {
        List<SceneTask> known = scenes.stream()
                .flatMap(scene -> scene.tasks().stream().map(task -> new SceneTask(scene, task)))
                .toList();
        Set<SceneTask> chosen = new LinkedHashSet<>();
        for (String entry : wanted) {
            List<SceneTask> found =
                    known.stream().filter(each -> matches(each.task(), entry)).toList();
            if (found.isEmpty()) {
                throw new IllegalArgumentException("No task, kind or family " + entry + " in "
                        + scenes.stream().map(SceneDescription::id).collect(Collectors.joining(", "))
                        + "; an example is "
                        + known.getFirst().task().id() + ", and kinds are "
                        + known.stream()
                                .map(each -> each.task().predicate().kind())
                                .distinct()
                                .toList());
            }
            chosen.addAll(found);
        }
        List<SceneTask> inOrder = new ArrayList<>(known);
        inOrder.retainAll(chosen);
        return List.copyOf(inOrder);
    }

    private static boolean matches(Task task, String entry) {
        if (entry.equals(EvaluateOptions.ALL)
                || entry.equals(task.id())
                || entry.equals(task.predicate().kind())) {
            return true;
        }
        String pattern = Pattern.quote(entry).replace("*", "\\E.*\\Q");
        return entry.contains("*") && task.id().matches(pattern);
    }
}
