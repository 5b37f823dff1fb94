package dev.parley.sim.training;

import dev.parley.sim.policy.SentenceEncoder;
import dev.parley.sim.scene.SceneDescription;
import dev.parley.sim.scene.SceneFolder;
import dev.parley.sim.task.Task;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Main: writes the encoded training sentences of a scene's tasks as {@code sentences.f32}: tasks in the scene's order, the
 * same number of sentences each, 384 little-endian floats a sentence.
 */
public final class ExportSentences {

    private ExportSentences() {}

    public static void main(String[] args) throws IOException {
        Arguments arguments = new Arguments(args, "--out FOLDER [--scene blocks-and-bowls]");
        SceneDescription scene = SceneDescription.load(arguments.find("scene").orElse("blocks-and-bowls"));
        Phrasings phrasings = Phrasings.load(SceneFolder.of(scene.id()));
        SentenceEncoder encoder = new SentenceEncoder();
        Path folder = Path.of(arguments.get("out"));
        Files.createDirectories(folder);
        int count = 0;
        try (OutputStream out = Files.newOutputStream(folder.resolve("sentences.f32"))) {
            for (Task task : scene.tasks()) {
                List<String> sentences = phrasings.trainingSentences(task, scene.vocabulary());
                for (String sentence : sentences) {
                    ByteBuffer buffer =
                            ByteBuffer.allocate(4 * SentenceEncoder.WIDTH).order(ByteOrder.LITTLE_ENDIAN);
                    buffer.asFloatBuffer().put(encoder.encode(sentence));
                    out.write(buffer.array());
                    count++;
                }
            }
        }
        System.out.println(count + " sentences for " + scene.tasks().size() + " tasks");
        System.exit(0);
    }
}
