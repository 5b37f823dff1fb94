package dev.parley.sim.task;

import java.util.List;

/** The objects of a scene, the words for them, and the tasks that its predicates can judge. */
public record TaskVocabulary(List<SceneObject> objects, List<Task> tasks) {

    public TaskVocabulary {
        objects = List.copyOf(objects);
        tasks = List.copyOf(tasks);
    }

    /** The task with that id; throws {@link IllegalArgumentException} naming the known ids when there is none. */
    public Task task(String id) {
        return tasks.stream()
                .filter(task -> task.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No task named " + id + "; known are "
                        + tasks.stream().map(Task::id).toList()));
    }
}
