package dev.parley.core.dataset.lerobot;

import dev.parley.contracts.table.ColumnType;
import dev.parley.contracts.table.TableColumn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which numbers a row has, in the words of the format: {@code info.json} describes them, the data files hold them. */
final class Features {
    static final String STATE = "observation.state";
    static final String ACTION = "action";
    static final String COMMANDED = "parley.commanded_action";
    static final String STEP = "parley.step";
    static final String STEP_BEGINS = "parley.step_begins";
    static final String REWARD = "next.reward";
    static final String SUCCESS = "next.success";
    static final String DONE = "next.done";
    static final String TIMESTAMP = "timestamp";
    static final String FRAME = "frame_index";
    static final String EPISODE = "episode_index";
    static final String INDEX = "index";
    static final String TASK = "task_index";

    /** In the order of a row's cells. */
    static final List<String> NUMBERS = List.of(
            STATE, ACTION, COMMANDED, STEP, STEP_BEGINS, REWARD, SUCCESS, DONE, TIMESTAMP, FRAME, EPISODE, INDEX, TASK);

    private Features() {}

    /** What is one number wide is that number, what is wider a list. */
    static List<TableColumn> columns(Shape shape) {
        return NUMBERS.stream()
                .map(name -> width(name, shape) == 1
                        ? TableColumn.of(name, type(name))
                        : TableColumn.list(name, ColumnType.FLOAT))
                .toList();
    }

    private static ColumnType type(String name) {
        return switch (name) {
            case STEP_BEGINS, SUCCESS, DONE -> ColumnType.BOOLEAN;
            case STEP, FRAME, EPISODE, INDEX, TASK -> ColumnType.INT64;
            default -> ColumnType.FLOAT;
        };
    }

    /** How wide each is. */
    static int width(String name, Shape shape) {
        return switch (name) {
            case STATE -> shape.state().size();
            case ACTION, COMMANDED -> shape.action().size();
            default -> 1;
        };
    }

    /** As {@code info.json} tells them. */
    static Map<String, Object> described(Shape shape) {
        Map<String, Object> features = new LinkedHashMap<>();
        for (String name : NUMBERS) {
            if (name.equals(TIMESTAMP)) {
                // What every data set has comes last.
                shape.cameras().forEach(camera -> features.put(camera.key(), video(camera, shape.fps())));
            }
            features.put(name, number(name, shape));
        }
        return features;
    }

    private static Map<String, Object> number(String name, Shape shape) {
        Map<String, Object> feature = new LinkedHashMap<>();
        feature.put(
                "dtype",
                switch (type(name)) {
                    case BOOLEAN -> "bool";
                    case INT64 -> "int64";
                    case FLOAT, DOUBLE, INT32, TEXT, MOMENT -> "float32";
                });
        feature.put("shape", List.of(width(name, shape)));
        feature.put(
                "names",
                switch (name) {
                    case STATE -> shape.state();
                    case ACTION, COMMANDED -> shape.action();
                    default -> null;
                });
        return feature;
    }

    private static Map<String, Object> video(Shape.Camera camera, int fps) {
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("video.height", camera.heightPx());
        info.put("video.width", camera.widthPx());
        info.put("video.codec", camera.codec());
        info.put("video.pix_fmt", "yuv420p");
        info.put("video.is_depth_map", false);
        info.put("is_depth_map", false);
        info.put("video.fps", fps);
        info.put("video.channels", 3);
        info.put("has_audio", false);
        Map<String, Object> feature = new LinkedHashMap<>();
        feature.put("dtype", "video");
        feature.put("shape", List.of(camera.heightPx(), camera.widthPx(), 3));
        feature.put("names", List.of("height", "width", "channels"));
        feature.put("info", info);
        return feature;
    }

    /** One row a picture, in the order of {@link #NUMBERS}. */
    static List<List<Object>> rows(Planned episode, StepRows steps, long episodeIndex, long firstIndex, long task) {
        Shape shape = episode.shape();
        boolean success = episode.row().succeeded();
        float[] still = new float[shape.action().size()];
        List<List<Object>> rows = new ArrayList<>(episode.length());
        int step = -1;
        for (int frame = 0; frame < episode.length(); frame++) {
            step = steps.stepAt(frame, step);
            boolean last = frame == episode.length() - 1;
            boolean acting = step >= 0;
            int felt = Math.max(step, 0);
            rows.add(List.of(
                    floats(steps.states().get(felt), shape.state().size()),
                    floats(
                            acting ? steps.applied().get(step) : still,
                            shape.action().size()),
                    floats(
                            acting ? steps.commanded().get(step) : still,
                            shape.action().size()),
                    (long) step,
                    acting && steps.frames()[step] == frame,
                    last && success ? 1f : 0f,
                    last && success,
                    last,
                    (float) (frame / (double) shape.fps()),
                    (long) frame,
                    episodeIndex,
                    firstIndex + frame,
                    task));
        }
        return rows;
    }

    private static Object floats(float[] numbers, int width) {
        if (width == 1) {
            return numbers[0];
        }
        List<Float> floats = new ArrayList<>(width);
        for (int i = 0; i < width; i++) {
            floats.add(numbers[i]);
        }
        return floats;
    }
}
