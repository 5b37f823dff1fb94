package dev.parley.sim.training;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.sim.scene.SceneDescription;
import dev.parley.sim.task.SceneObject;
import dev.parley.sim.task.Task;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes samples of one scene as flat files that the optimiser maps into memory; little-endian. Thread-safe by the episode.
 *
 * <ul>
 *   <li>{@code about.json}: scene, objects and tasks in their order, with each task's criterion
 *   <li>{@code images.u8}: the policy's picture, 64×64×3 a sample
 *   <li>{@code rows.f32}: 6 proprioception, 5 action of the expert, episode, step, task, progress, whether the task is done, then for each
 *       object x, y, z in metres and yaw in radians
 *   <li>{@code holds.u8}: for each task of the scene whether its criterion holds now
 *   <li>{@code pictures.u8}: what people's camera sees at some samples, {@value #PICTURE_HEIGHT}×{@value #PICTURE_WIDTH}×3, and {@code pictures.i32}: of which
 *   <li>{@code DONE}, empty: the folder is whole
 * </ul>
 */
final class SampleWriter implements AutoCloseable {

    /** Numbers of a sample before its objects. */
    static final int PLAIN_COLUMNS = 16;
    /** Numbers of an object. */
    static final int OBJECT_COLUMNS = 4;

    static final int PICTURE_WIDTH = 80;
    static final int PICTURE_HEIGHT = 60;

    private final Path folder;
    private final OutputStream images;
    private final OutputStream rows;
    private final OutputStream holds;
    private final OutputStream pictures;
    private final OutputStream pictureSamples;
    private int samples;
    private int episodes;

    SampleWriter(Path folder, SceneDescription scene, List<Task> tasks) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder);
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("scene", scene.id());
        about.put("objects", scene.objects().stream().map(SceneObject::id).toList());
        about.put("places", scene.places());
        about.put("tasks", tasks.stream().map(SampleWriter::described).toList());
        Files.write(folder.resolve("about.json"), new ObjectMapper().writeValueAsBytes(about));
        images = open("images.u8");
        rows = open("rows.f32");
        holds = open("holds.u8");
        pictures = open("pictures.u8");
        pictureSamples = open("pictures.i32");
    }

    private static Map<String, Object> described(Task task) {
        return Map.of(
                "id", task.id(),
                "kind", task.predicate().kind(),
                "arguments", task.predicate().arguments());
    }

    private OutputStream open(String name) throws IOException {
        return new BufferedOutputStream(Files.newOutputStream(folder.resolve(name)), 1 << 20);
    }

    /** Appends a whole episode. */
    synchronized void write(SampledEpisode episode) throws IOException {
        images.write(episode.images());
        rows.write(episode.rows(episodes));
        holds.write(episode.holds());
        pictures.write(episode.pictures());
        pictureSamples.write(episode.pictureSamples(samples));
        samples += episode.samples();
        episodes++;
    }

    synchronized int samples() {
        return samples;
    }

    synchronized int episodes() {
        return episodes;
    }

    @Override
    public synchronized void close() throws IOException {
        images.close();
        rows.close();
        holds.close();
        pictures.close();
        pictureSamples.close();
        Files.write(folder.resolve("DONE"), new byte[0]);
    }
}
