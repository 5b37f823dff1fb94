package dev.parley.sim.task;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a scene has names for - objects, places, groups - and the tasks that its predicates can judge. */
public record TaskVocabulary(List<SceneObject> objects, List<Place> places, List<Group> groups, List<Task> tasks) {

    public TaskVocabulary {
        objects = List.copyOf(objects);
        places = List.copyOf(places);
        groups = List.copyOf(groups);
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

    /** The object with that id; throws {@link IllegalArgumentException} naming the known ids when there is none. */
    public SceneObject object(String id) {
        return objects.stream()
                .filter(object -> object.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No object named " + id + "; known are "
                        + objects.stream().map(SceneObject::id).toList()));
    }

    /** The place with that id; throws {@link IllegalArgumentException} naming the known ids when there is none. */
    public Place place(String id) {
        return places.stream()
                .filter(place -> place.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No place named " + id + "; known are "
                        + places.stream().map(Place::id).toList()));
    }

    /**
     * What people call an object, place or group, without article.
     *
     * @param nouns to use for an object instead of its own; empty for its own
     */
    public List<String> names(String id, List<String> nouns) {
        Optional<List<String>> whole = Stream.concat(
                        places.stream().filter(place -> place.id().equals(id)).map(Place::names),
                        groups.stream().filter(group -> group.id().equals(id)).map(Group::names))
                .findFirst();
        if (whole.isPresent()) {
            return whole.get();
        }
        SceneObject object = object(id);
        String colour = object.colour().isEmpty() ? "" : object.colour() + " ";
        return (nouns.isEmpty() ? object.nouns() : nouns)
                .stream().map(noun -> colour + noun).toList();
    }

    public Optional<Group> group(String id) {
        return groups.stream().filter(group -> group.id().equals(id)).findFirst();
    }

    /** When the task with that predicate is done; throws {@link IllegalArgumentException} when the scene cannot judge it. */
    public Predicate predicate(PredicateData data) {
        return Predicates.of(data, this);
    }
}
