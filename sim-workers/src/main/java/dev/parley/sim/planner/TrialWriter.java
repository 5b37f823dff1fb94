package dev.parley.sim.planner;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.sim.scene.Observation;
import dev.parley.sim.scene.SceneDescription;
import dev.parley.sim.task.ObjectState;
import dev.parley.sim.task.Predicate;
import dev.parley.sim.task.SceneObject;
import dev.parley.sim.task.SceneTruth;
import dev.parley.sim.task.Task;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes what was seen while skills were tried, as flat files; little-endian.
 *
 * <ul>
 *   <li>{@code about.json}: scene, objects, skills in their order, each with its criterion
 *   <li>{@code images.u8}: the policy's picture, 64×64×3 a sample
 *   <li>{@code rows.f32}: 6 proprioception, episode, skill that is tried or -1, whether that try came to its end well, then x, y, z of each
 *       object in metres
 *   <li>{@code holds.u8}: for each skill whether its criterion holds now
 * </ul>
 */
final class TrialWriter implements AutoCloseable {

    private static final int BODY_COLUMNS = 6;
    private static final int SKILL = 7;
    private static final int OUTCOME = 8;
    private static final int PLAIN_COLUMNS = 9;

    private final List<String> objects;
    private final OutputStream images;
    private final OutputStream rows;
    private final OutputStream holds;
    private final List<float[]> pending = new ArrayList<>();
    private int episodes;
    private int samples;
    private int tries;
    private int good;

    TrialWriter(Path folder, SceneDescription scene, List<Task> skills) throws IOException {
        objects = scene.objects().stream().map(SceneObject::id).toList();
        Files.createDirectories(folder);
        Files.write(
                folder.resolve("about.json"),
                new ObjectMapper()
                        .writeValueAsBytes(Map.of(
                                "scene", scene.id(),
                                "objects", objects,
                                "skills",
                                        skills.stream()
                                                .map(task -> Map.of(
                                                        "id", task.id(),
                                                        "kind", task.predicate().kind(),
                                                        "arguments",
                                                                task.predicate().arguments()))
                                                .toList())));
        images = new BufferedOutputStream(Files.newOutputStream(folder.resolve("images.u8")));
        rows = new BufferedOutputStream(Files.newOutputStream(folder.resolve("rows.f32")));
        holds = new BufferedOutputStream(Files.newOutputStream(folder.resolve("holds.u8")));
    }

    /** Samples of this episode so far. */
    int pending() {
        return pending.size();
    }

    void add(Observation seen, SceneTruth truth, List<Predicate> predicates, int skill) throws IOException {
        float[] row = new float[PLAIN_COLUMNS + 3 * objects.size()];
        System.arraycopy(seen.proprioception(), 0, row, 0, BODY_COLUMNS);
        row[BODY_COLUMNS] = episodes;
        row[SKILL] = skill;
        int column = PLAIN_COLUMNS;
        for (String object : objects) {
            ObjectState state = truth.object(object);
            row[column++] = (float) state.position().xM();
            row[column++] = (float) state.position().yM();
            row[column++] = (float) state.position().zM();
        }
        pending.add(row);
        images.write(seen.image());
        for (Predicate predicate : predicates) {
            holds.write(predicate.holds(truth) ? 1 : 0);
        }
    }

    /** How the try that began with that sample ended. */
    void outcome(int began, boolean done) {
        pending.subList(began, pending.size()).forEach(row -> row[OUTCOME] = done ? 1 : 0);
        tries++;
        good += done ? 1 : 0;
    }

    void endEpisode() throws IOException {
        for (float[] row : pending) {
            ByteBuffer bytes = ByteBuffer.allocate(4 * row.length).order(ByteOrder.LITTLE_ENDIAN);
            for (float value : row) {
                bytes.putFloat(value);
            }
            rows.write(bytes.array());
        }
        samples += pending.size();
        pending.clear();
        episodes++;
    }

    @Override
    public String toString() {
        return samples + " samples, " + good + " of " + tries + " tries came to a good end";
    }

    @Override
    public void close() throws IOException {
        images.close();
        rows.close();
        holds.close();
    }
}
