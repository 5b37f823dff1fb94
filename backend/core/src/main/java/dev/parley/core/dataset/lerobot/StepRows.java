package dev.parley.core.dataset.lerobot;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.parley.core.artifact.StoredArtifact;
import dev.parley.core.dataset.video.UnfitRecording;
import dev.parley.station.v1.StepRecord;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * What a station wrote down of one episode, by step, and which picture shows each step.
 *
 * @param frames of the first recorded camera, growing
 */
@SuppressWarnings("ArrayRecordComponent") // Lives while one episode is written; compared nowhere.
public record StepRows(List<float[]> states, List<float[]> applied, List<float[]> commanded, int[] frames) {
    private static final long LARGEST_LOG = 256L * 1024 * 1024;

    public int steps() {
        return frames.length;
    }

    public int stateWidth() {
        return states.getFirst().length;
    }

    public int actionWidth() {
        return applied.getFirst().length;
    }

    /** Pictures from one step to the next, at the end, where nothing else says it. */
    private int pace() {
        return frames.length > 1 ? frames[frames.length - 1] - frames[frames.length - 2] : 1;
    }

    /** Pictures until the last action was carried out, of those that there are. */
    public int length(int pictures) {
        return Math.min(pictures, frames[frames.length - 1] + Math.max(1, pace()));
    }

    /** The step that was in effect when a picture was taken; -1 before the first. */
    int stepAt(int frame, int from) {
        int step = from;
        while (step + 1 < frames.length && frames[step + 1] <= frame) {
            step++;
        }
        return step;
    }

    /** @throws UnfitRecording saying why it does not fit, in plain words */
    public static StepRows read(StoredArtifact log) throws IOException {
        if (log.sizeBytes() > LARGEST_LOG) {
            throw new UnfitRecording("its list of steps is too long");
        }
        List<float[]> states = new ArrayList<>();
        List<float[]> applied = new ArrayList<>();
        List<float[]> commanded = new ArrayList<>();
        List<Integer> frames = new ArrayList<>();
        try (InputStream input = new BufferedInputStream(log.open(), 64 * 1024)) {
            for (StepRecord step = StepRecord.parseDelimitedFrom(input);
                    step != null;
                    step = StepRecord.parseDelimitedFrom(input)) {
                if (step.getFrameCount() == 0) {
                    throw new UnfitRecording("its steps do not say which picture shows them");
                }
                int frame = step.getFrame(0);
                if (frame < 0 || (!frames.isEmpty() && frame <= frames.getLast())) {
                    throw new UnfitRecording("its steps and its pictures are not in the same order");
                }
                frames.add(frame);
                states.add(floats(step.getStateList()));
                applied.add(floats(step.getActionAppliedList()));
                commanded.add(floats(step.getActionCommandedList()));
            }
        } catch (InvalidProtocolBufferException e) {
            if (e.getCause() != null) {
                // It could not be read, which says nothing about what is in it.
                throw e;
            }
            throw new UnfitRecording("its list of steps is broken");
        }
        if (frames.isEmpty()) {
            throw new UnfitRecording("it has no steps");
        }
        StepRows rows = new StepRows(
                states,
                applied,
                commanded,
                frames.stream().mapToInt(Integer::intValue).toArray());
        rows.requireOneWidth();
        return rows;
    }

    private void requireOneWidth() throws UnfitRecording {
        boolean same = states.stream().allMatch(state -> state.length == stateWidth())
                && applied.stream().allMatch(action -> action.length == actionWidth())
                && commanded.stream().allMatch(action -> action.length == actionWidth());
        if (!same || stateWidth() == 0 || actionWidth() == 0) {
            throw new UnfitRecording("its steps do not all have the same numbers");
        }
    }

    private static float[] floats(List<Double> numbers) throws UnfitRecording {
        float[] floats = new float[numbers.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = numbers.get(i).floatValue();
            if (!Float.isFinite(floats[i])) {
                throw new UnfitRecording("its steps hold something that is no number");
            }
        }
        return floats;
    }
}
