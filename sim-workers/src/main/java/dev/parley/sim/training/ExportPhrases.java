package dev.parley.sim.training;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.sim.policy.SentenceEncoder;
import dev.parley.sim.scene.SceneDescription;
import dev.parley.sim.scene.SceneFolder;
import dev.parley.sim.scene.SeededRandom;
import dev.parley.sim.task.Task;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Main: encodes what people may say to several scenes, by word pieces: {@code pieces.f16}, 32 × 384 little-endian half floats a sentence, and
 * {@code phrases.json}, which says for each sentence its text, number of pieces, scene, task and whether it is held out. Of a task with many sentences some
 * are drawn. Sentences of {@code unfamiliar.json} have no scene and no task.
 */
public final class ExportPhrases {

    private static final int MOST_TRAINING = 40;
    private static final int MOST_HELD_OUT = 10;

    private ExportPhrases() {}

    /**
     * A sentence.
     *
     * @param scene empty when it means nothing in any of them
     */
    private record Said(String text, String scene, String task, boolean heldOut, int pieces) {}

    /** Sentences that no policy was made for. */
    private record Unfamiliar(List<String> training, List<String> heldOut) {}

    public static void main(String[] args) throws IOException {
        Arguments arguments = new Arguments(args, "--out FOLDER --scenes ID,ID [--unfamiliar FILE] [--most 40]");
        List<Said> said = new ArrayList<>();
        int most = (int) arguments.number("most", MOST_TRAINING);
        for (String scene : arguments.get("scenes").split(",")) {
            add(said, SceneDescription.load(scene), most);
        }
        if (arguments.find("unfamiliar").isPresent()) {
            Unfamiliar unfamiliar = new ObjectMapper()
                    .readValue(Path.of(arguments.get("unfamiliar")).toFile(), Unfamiliar.class);
            unfamiliar.training().forEach(text -> said.add(new Said(text, "", "", false, 0)));
            unfamiliar.heldOut().forEach(text -> said.add(new Said(text, "", "", true, 0)));
        }
        Path folder = Path.of(arguments.get("out"));
        Files.createDirectories(folder);
        List<Said> read = new ArrayList<>();
        SentenceEncoder encoder = new SentenceEncoder();
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(folder.resolve("pieces.f16")))) {
            for (Said one : said) {
                SentenceEncoder.Pieces pieces = encoder.pieces(one.text());
                ByteBuffer buffer =
                        ByteBuffer.allocate(2 * pieces.values().length).order(ByteOrder.LITTLE_ENDIAN);
                int count = 0;
                for (float value : pieces.values()) {
                    buffer.putShort(Float.floatToFloat16(value));
                }
                for (float present : pieces.present()) {
                    count += (int) present;
                }
                out.write(buffer.array());
                read.add(new Said(one.text(), one.scene(), one.task(), one.heldOut(), count));
            }
        }
        Files.write(folder.resolve("phrases.json"), new ObjectMapper().writeValueAsBytes(read));
        System.out.println(read.size() + " sentences");
        System.exit(0);
    }

    private static void add(List<Said> said, SceneDescription scene, int most) throws IOException {
        Phrasings phrasings = Phrasings.load(SceneFolder.of(scene.id()));
        for (Task task : scene.tasks()) {
            draw(phrasings.trainingSentences(task, scene.vocabulary()), most, task)
                    .forEach(text -> said.add(new Said(text, scene.id(), task.id(), false, 0)));
            draw(phrasings.heldOutSentences(task, scene.vocabulary()), Math.min(most, MOST_HELD_OUT), task)
                    .forEach(text -> said.add(new Said(text, scene.id(), task.id(), true, 0)));
        }
    }

    private static List<String> draw(List<String> sentences, int most, Task task) {
        List<String> shuffled = new ArrayList<>(sentences);
        SeededRandom random = new SeededRandom(task.id().hashCode(), "sentences");
        for (int i = shuffled.size() - 1; i > 0; i--) {
            Collections.swap(shuffled, i, random.below(i + 1));
        }
        return shuffled.subList(0, Math.min(most, shuffled.size()));
    }
}
