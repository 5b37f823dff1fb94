package dev.parley.sim.detector;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parley.sim.scene.Observation;
import dev.parley.sim.scene.SceneDescription;
import dev.parley.sim.task.Position;
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
import java.util.List;
import java.util.Map;

/**
 * Writes staged episodes for the optimiser as flat little-endian files, one entry an episode: {@code looks.u8} (3×64×64×3 bytes),
 * {@code felt.f32} (3×6), {@code truth.f32} (3 × (objects × x, y, z, then the joints)), {@code settled.u8} (one a task) and
 * {@code asked.i32} (task number, 1 if done, actor's number, seed). {@code about.json} names objects and tasks in their order.
 */
final class EndingWriter implements AutoCloseable {

    private final SceneDescription scene;
    private final OutputStream looks;
    private final OutputStream felt;
    private final OutputStream truth;
    private final OutputStream settled;
    private final OutputStream asked;

    EndingWriter(Path folder, SceneDescription scene) throws IOException {
        this.scene = scene;
        Files.createDirectories(folder);
        Files.write(
                folder.resolve("about.json"),
                new JsonMapper()
                        .writeValueAsBytes(Map.of(
                                "scene", scene.id(),
                                "objects",
                                        scene.objects().stream()
                                                .map(SceneObject::id)
                                                .toList(),
                                "tasks", scene.tasks().stream().map(Task::id).toList())));
        looks = open(folder, "looks.u8");
        felt = open(folder, "felt.f32");
        truth = open(folder, "truth.f32");
        settled = open(folder, "settled.u8");
        asked = open(folder, "asked.i32");
    }

    private static OutputStream open(Path folder, String file) throws IOException {
        return new BufferedOutputStream(Files.newOutputStream(folder.resolve(file)), 1 << 20);
    }

    synchronized void write(StagedEpisode episode) throws IOException {
        for (Observation look : episode.ending().looks()) {
            looks.write(look.image());
            for (float number : look.proprioception()) {
                putFloat(felt, number);
            }
        }
        for (SceneTruth state : episode.truths()) {
            writeTruth(state);
        }
        for (boolean holds : episode.settled()) {
            settled.write(holds ? 1 : 0);
        }
        int task = scene.tasks().indexOf(episode.asked());
        for (int number : List.of(task, episode.done() ? 1 : 0, episode.cast().ordinal(), (int) episode.seed())) {
            asked.write(bytes().putInt(number).array());
        }
    }

    private void writeTruth(SceneTruth state) throws IOException {
        for (SceneObject object : scene.objects()) {
            Position at = state.object(object.id()).position();
            putFloat(truth, at.xM());
            putFloat(truth, at.yM());
            putFloat(truth, at.zM());
        }
        for (String joint : scene.joints()) {
            putFloat(truth, state.joint(joint));
        }
    }

    private static void putFloat(OutputStream out, double number) throws IOException {
        out.write(bytes().putFloat((float) number).array());
    }

    private static ByteBuffer bytes() {
        return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public synchronized void close() throws IOException {
        looks.close();
        felt.close();
        truth.close();
        settled.close();
        asked.close();
    }
}
