package dev.parley.core.dataset.lerobot;

import dev.parley.core.dataset.row.ExportRow;
import dev.parley.core.dataset.video.Bytes;
import dev.parley.core.dataset.video.Mp4Index;
import dev.parley.core.dataset.video.Mp4Track;
import dev.parley.core.dataset.video.UnfitRecording;
import dev.parley.station.v1.CameraSpec;
import dev.parley.station.v1.Embodiment;
import dev.parley.station.v1.VectorSpace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * One episode that goes into a data set, as far as it has to be known before anything is written.
 *
 * @param length rows, and pictures of each camera
 */
public record Planned(ExportRow row, Shape shape, int length) {

    /** @throws UnfitRecording where it cannot go into any, saying why */
    public static Planned of(ExportRow row, Source source) throws IOException {
        StepRows steps = StepRows.read(
                source.find(row, ExportRow.STEPS).orElseThrow(() -> new UnfitRecording("its list of steps is gone")));
        Optional<Embodiment> body = source.body(row);
        List<Shape.Camera> cameras = new ArrayList<>();
        int fps = 0;
        int pictures = Integer.MAX_VALUE;
        for (String name : inOrder(row.cameras(), body)) {
            Mp4Track track = track(row, name, source);
            // Another rate would need other rows; its pictures stay in the episode's own recording.
            if (fps == 0 || track.fps() == fps) {
                fps = track.fps();
                pictures = Math.min(pictures, track.frames());
                cameras.add(new Shape.Camera(name, track.widthPx(), track.heightPx(), track.codec()));
            }
        }
        if (cameras.isEmpty()) {
            throw new UnfitRecording("it has no recording");
        }
        int length = steps.length(pictures);
        if (steps.frames()[steps.steps() - 1] >= pictures) {
            throw new UnfitRecording("its recording ends before its steps do");
        }
        List<String> state =
                names(body.map(known -> known.getObservationSpace().getState()), steps.stateWidth(), "state");
        List<String> action =
                names(body.map(known -> known.getActionSpace().getVector()), steps.actionWidth(), "action");
        return new Planned(
                row,
                new Shape(
                        body.map(Embodiment::getName).orElse(row.embodiment()),
                        state,
                        action,
                        fps,
                        row.controlHz(),
                        cameras),
                length);
    }

    private static Mp4Track track(ExportRow row, String camera, Source source) throws IOException {
        return Mp4Index.read(recording(row, camera, source));
    }

    static Bytes recording(ExportRow row, String camera, Source source) throws IOException {
        return Bytes.of(source.find(row, camera + ExportRow.RECORDING_SUFFIX)
                .orElseThrow(() -> new UnfitRecording("its recording is gone")));
    }

    /** As the station names them: the numbers of a step begin with what a policy feels, and a simulator's whole state follows. */
    private static List<String> names(Optional<VectorSpace> space, int width, String kind) {
        List<String> announced =
                space.<List<String>>map(VectorSpace::getNamesList).orElse(List.of());
        return announced.isEmpty() || announced.size() > width
                ? IntStream.range(0, width).mapToObj(i -> kind + "_" + i).toList()
                : announced;
    }

    /** As the steps count them: in the order in which the station names its cameras. */
    private static List<String> inOrder(List<String> stored, Optional<Embodiment> body) {
        List<String> announced =
                body.map(known -> known.getObservationSpace().getCamerasList()).orElse(List.of()).stream()
                        .filter(CameraSpec::getRecorded)
                        .map(CameraSpec::getName)
                        .filter(stored::contains)
                        .toList();
        return announced.isEmpty() ? stored : announced;
    }
}
