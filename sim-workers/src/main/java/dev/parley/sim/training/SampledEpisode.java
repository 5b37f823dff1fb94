package dev.parley.sim.training;

import dev.parley.sim.body.ArmAction;
import dev.parley.sim.scene.Observation;
import dev.parley.sim.task.Judgement;
import dev.parley.sim.task.ObjectState;
import dev.parley.sim.task.Predicate;
import dev.parley.sim.task.SceneTruth;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** The samples of one episode, as {@link SampleWriter} lays them out. */
final class SampledEpisode {

    private final List<String> objects;
    private final List<Predicate> predicates;
    private final int task;
    private final ByteArrayOutputStream images = new ByteArrayOutputStream();
    private final ByteArrayOutputStream holds = new ByteArrayOutputStream();
    private final ByteArrayOutputStream pictures = new ByteArrayOutputStream();
    private final List<float[]> rows = new ArrayList<>();
    private final List<Integer> pictured = new ArrayList<>();

    SampledEpisode(List<String> objects, List<Predicate> predicates, int task) {
        this.objects = objects;
        this.predicates = predicates;
        this.task = task;
    }

    /** Adds what is seen, what is true and what would be right. */
    void add(Observation seen, SceneTruth truth, ArmAction right, Judgement judgement) {
        images.writeBytes(seen.image());
        float[] row = new float[SampleWriter.PLAIN_COLUMNS + SampleWriter.OBJECT_COLUMNS * objects.size()];
        System.arraycopy(seen.proprioception(), 0, row, 0, 6);
        row[6] = (float) right.dxM();
        row[7] = (float) right.dyM();
        row[8] = (float) right.dzM();
        row[9] = (float) right.dyawRad();
        row[10] = (float) right.gripper();
        row[12] = seen.step();
        row[13] = task;
        row[14] = (float) judgement.progress();
        row[15] = judgement.success() ? 1 : 0;
        int column = SampleWriter.PLAIN_COLUMNS;
        for (String object : objects) {
            ObjectState state = truth.object(object);
            row[column++] = (float) state.position().xM();
            row[column++] = (float) state.position().yM();
            row[column++] = (float) state.position().zM();
            row[column++] = (float) state.yawRad();
        }
        rows.add(row);
        for (Predicate predicate : predicates) {
            holds.write(predicate.holds(truth) ? 1 : 0);
        }
    }

    /** Adds people's picture of the sample added last. */
    void picture(byte[] rgb) {
        pictures.writeBytes(rgb);
        pictured.add(rows.size() - 1);
    }

    int samples() {
        return rows.size();
    }

    byte[] images() {
        return images.toByteArray();
    }

    byte[] holds() {
        return holds.toByteArray();
    }

    byte[] pictures() {
        return pictures.toByteArray();
    }

    byte[] rows(int episode) {
        ByteBuffer bytes = ByteBuffer.allocate(rows.size() * 4 * (rows.isEmpty() ? 0 : rows.getFirst().length))
                .order(ByteOrder.LITTLE_ENDIAN);
        for (float[] row : rows) {
            row[11] = episode;
            for (float value : row) {
                bytes.putFloat(value);
            }
        }
        return bytes.array();
    }

    byte[] pictureSamples(int before) {
        ByteBuffer bytes = ByteBuffer.allocate(4 * pictured.size()).order(ByteOrder.LITTLE_ENDIAN);
        pictured.forEach(sample -> bytes.putInt(before + sample));
        return bytes.array();
    }
}
