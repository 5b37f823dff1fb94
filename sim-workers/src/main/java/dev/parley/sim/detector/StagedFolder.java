package dev.parley.sim.detector;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parley.sim.scene.Observation;
import dev.parley.sim.scene.SceneDescription;
import dev.parley.sim.task.Task;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Staged episodes of one scene as {@link EndingWriter} wrote them, so that several detectors can be asked about the same ones. */
final class StagedFolder {

    private static final int LOOKS = 3;
    private static final int FELT = 6;
    private static final int ASKED = 4;
    private static final int PICTURE = Observation.IMAGE_SIDE * Observation.IMAGE_SIDE * 3;

    private final SceneDescription scene;
    private final byte[] looks;
    private final FloatBuffer felt;
    private final IntBuffer asked;

    private StagedFolder(SceneDescription scene, byte[] looks, FloatBuffer felt, IntBuffer asked) {
        this.scene = scene;
        this.looks = looks;
        this.felt = felt;
        this.asked = asked;
    }

    /** One finished episode of the folder. */
    record Played(long seed, Task asked, Cast cast, Ending ending, boolean done) {

        static Played of(StagedEpisode episode) {
            return new Played(episode.seed(), episode.asked(), episode.cast(), episode.ending(), episode.done());
        }
    }

    /** Reads a folder; throws {@link IllegalArgumentException} when it holds another scene, other tasks or parts of episodes. */
    static List<Played> read(Path folder, SceneDescription scene) throws IOException {
        var about = new JsonMapper().readTree(folder.resolve("about.json").toFile());
        List<String> tasks = new ArrayList<>();
        about.path("tasks").forEach(task -> tasks.add(task.asText()));
        if (!about.path("scene").asText().equals(scene.id())
                || !tasks.equals(scene.tasks().stream().map(Task::id).toList())) {
            throw new IllegalArgumentException(
                    folder + " holds other tasks than those of the scene " + scene.id() + ": stage its episodes anew.");
        }
        StagedFolder files = new StagedFolder(
                scene,
                Files.readAllBytes(folder.resolve("looks.u8")),
                bytes(folder, "felt.f32").asFloatBuffer(),
                bytes(folder, "asked.i32").asIntBuffer());
        int episodes = files.asked.limit() / ASKED;
        if (files.looks.length != episodes * LOOKS * PICTURE || files.felt.limit() != episodes * LOOKS * FELT) {
            throw new IllegalArgumentException(folder + " holds parts of episodes: its writing was interrupted.");
        }
        List<Played> played = new ArrayList<>();
        for (int episode = 0; episode < episodes; episode++) {
            played.add(files.episode(episode));
        }
        return played;
    }

    private static ByteBuffer bytes(Path folder, String file) throws IOException {
        return ByteBuffer.wrap(Files.readAllBytes(folder.resolve(file))).order(ByteOrder.LITTLE_ENDIAN);
    }

    private Played episode(int episode) {
        int at = episode * ASKED;
        return new Played(
                asked.get(at + 3),
                scene.tasks().get(asked.get(at)),
                Cast.values()[asked.get(at + 2)],
                new Ending(look(episode, 0), look(episode, 1), look(episode, 2)),
                asked.get(at + 1) == 1);
    }

    private Observation look(int episode, int look) {
        int at = episode * LOOKS + look;
        byte[] picture = new byte[PICTURE];
        System.arraycopy(looks, at * PICTURE, picture, 0, PICTURE);
        float[] body = new float[FELT];
        felt.get(at * FELT, body);
        return new Observation(picture, body, look * Ending.APART_ACTIONS);
    }
}
