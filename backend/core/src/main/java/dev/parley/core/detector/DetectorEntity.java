package dev.parley.core.detector;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Row of {@code detector_version}; a scene's four counts stand one after the other. */
@Entity
@Table(name = "detector_version")
class DetectorEntity {
    private static final int COUNTS = 4;

    @Id
    String digest;

    String name;
    String title;
    String description;

    @Column(name = "scene_ids")
    String[] sceneIds;

    Integer[] counts;

    @Column(name = "calibration_error")
    double calibrationError;

    @Column(name = "last_announced")
    Instant lastAnnounced;

    @SuppressWarnings("NullAway.Init")
    DetectorEntity() {}

    static DetectorEntity of(DetectorData data, Instant now) {
        DetectorEntity row = new DetectorEntity();
        row.digest = data.digest();
        row.name = data.name();
        row.title = data.title();
        row.description = data.description();
        row.sceneIds =
                data.confusions().stream().map(DetectorData.Confusion::sceneId).toArray(String[]::new);
        List<Integer> counts = new ArrayList<>();
        data.confusions()
                .forEach(scene -> counts.addAll(List.of(
                        scene.saidDoneWasDone(),
                        scene.saidDoneWasNot(),
                        scene.saidNotWasDone(),
                        scene.saidNotWasNot())));
        row.counts = counts.toArray(Integer[]::new);
        row.calibrationError = data.calibrationError();
        row.lastAnnounced = now;
        return row;
    }

    DetectorData data() {
        List<DetectorData.Confusion> confusions = new ArrayList<>();
        for (int i = 0; i < sceneIds.length; i++) {
            int at = COUNTS * i;
            confusions.add(new DetectorData.Confusion(
                    sceneIds[i], counts[at], counts[at + 1], counts[at + 2], counts[at + 3]));
        }
        return new DetectorData(name, digest, title, description, confusions, calibrationError);
    }
}
