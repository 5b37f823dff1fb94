package dev.parley.core.dataset.lerobot;

import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.Fence;
import dev.parley.contracts.StationId;
import dev.parley.core.artifact.StoredArtifact;
import dev.parley.core.dataset.row.ExportRow;
import dev.parley.core.dataset.video.TestRecordings;
import dev.parley.core.episode.Outcome;
import dev.parley.station.v1.Embodiment;
import dev.parley.station.v1.StepRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Episodes as files in a folder, each with a recording of its own, without a database. */
final class OnDisk implements Source {
    private final Path folder;

    OnDisk(Path folder) {
        this.folder = folder;
    }

    @Override
    public Optional<StoredArtifact> find(ExportRow episode, String name) throws IOException {
        Path file = folder.resolve(episode.id() + "-" + name);
        return Files.exists(file) ? Optional.of(new StoredArtifact.InFile(file, Files.size(file))) : Optional.empty();
    }

    @Override
    public Optional<Embodiment> body(ExportRow episode) {
        return Optional.empty();
    }

    /** @param width numbers of a state, of which a simulator's whole state has many */
    ExportRow episode(int number, int steps, int width) throws IOException {
        EpisodeId id = new EpisodeId(new UUID(7, number));
        Files.write(folder.resolve(id + "-main.mp4"), TestRecordings.bytes("abc".charAt(number % 3)));
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        for (int step = 0; step < steps; step++) {
            StepRecord.Builder record = StepRecord.newBuilder().setStep(step).addFrame(2 * step);
            for (int i = 0; i < width; i++) {
                record.addState(step + i / 100.0);
            }
            for (int i = 0; i < 7; i++) {
                record.addActionCommanded(i).addActionApplied(i);
            }
            record.build().writeDelimitedTo(log);
        }
        Files.write(folder.resolve(id + "-steps.pb"), log.toByteArray());
        return new ExportRow(
                id,
                new Fence(number + 1),
                new UUID(8, number).toString(),
                new StationId(new UUID(9, 9)),
                "Simulator 1",
                "SIMULATOR",
                Instant.EPOCH,
                Instant.EPOCH.plusSeconds(3),
                "TERMINATED",
                "TASK_DONE",
                "blocks-and-bowls",
                null,
                null,
                "do thing " + number % 50,
                Optional.empty(),
                "tabletop-bc",
                "ab".repeat(32),
                "learned",
                "tabletop-arm-6dof",
                number,
                "{}",
                1,
                steps,
                10,
                null,
                null,
                Optional.of("0000000000000001"),
                false,
                true,
                "asker",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Arrays.asList(new ExportRow.Said(Outcome.Result.SUCCESS, 1.0, null), null, null, null, null),
                List.of("main"),
                0);
    }
}
