package dev.parley.core.dataset;

import dev.parley.contracts.StationId;
import dev.parley.core.artifact.ArchiveStore;
import dev.parley.core.artifact.ArtifactStore;
import dev.parley.core.artifact.StoredArtifact;
import dev.parley.core.dataset.archive.ArchiveWriter;
import dev.parley.core.dataset.lerobot.LeRobotWriter;
import dev.parley.core.dataset.lerobot.Planned;
import dev.parley.core.dataset.lerobot.Shape;
import dev.parley.core.dataset.lerobot.Source;
import dev.parley.core.dataset.row.ExportRow;
import dev.parley.core.dataset.video.UnfitRecording;
import dev.parley.station.v1.Capabilities;
import dev.parley.station.v1.Embodiment;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What is in an archive: one table, or folders of steps and video. Of each episode some kilobytes are in memory, and one episode's steps
 * at a time.
 */
@ApplicationScoped
class DatasetContent {
    private static final long ROOM_AHEAD = 64L * 1024 * 1024;
    private static final int LOOKS = 64;
    private static final Duration ANSWER = Duration.ofMinutes(2);

    private final Candidates candidates;
    private final Bodies bodies;
    private final ArtifactStore artifacts;
    private final ArchiveStore archives;
    private final DatasetConfig config;
    private final SecureRandom random;

    @Inject
    DatasetContent(
            Candidates candidates,
            Bodies bodies,
            ArtifactStore artifacts,
            ArchiveStore archives,
            DatasetConfig config,
            SecureRandom random) {
        this.candidates = candidates;
        this.bodies = bodies;
        this.artifacts = artifacts;
        this.archives = archives;
        this.config = config;
        this.random = random;
    }

    /** What came of an attempt, before anybody may have it. */
    record Written(ArchiveWriter.Whole whole, String manifest, UUID[] episodes) {}

    /** Blocks, for as long as it takes. */
    Written write(DatasetData dataset, Path file, DatasetProgress progress) throws IOException {
        AskerNames askers = new AskerNames(random);
        Estimate estimate = waitFor(candidates.count(dataset.format(), dataset.filter(), dataset.asOf()));
        long expected = estimate.taken();
        archives.requireRoom(dataset.format().forTraining() ? estimate.bytes() : 0);
        try (ArchiveWriter archive = new ArchiveWriter(
                file,
                Citation.folder(dataset.number(), dataset.format()),
                config.largest().asLongValue(),
                tick(progress))) {
            List<UUID> episodes = new ArrayList<>();
            Map<String, Long> leftOut = new TreeMap<>();
            if (dataset.format().forTraining()) {
                steps(dataset, archive, askers, progress.of(3 * expected), episodes, leftOut);
            } else {
                outcomes(dataset, archive, askers, progress.of(expected), episodes);
            }
            if (episodes.isEmpty()) {
                throw new NothingFits(leftOut);
            }
            String manifest = Manifest.of(dataset, episodes.size(), leftOut, archive.parts());
            archive.add("manifest.json", manifest);
            return new Written(archive.finish(), manifest, episodes.toArray(UUID[]::new));
        }
    }

    /** Others write to the same disk, so room is asked for again and again. */
    private Runnable tick(DatasetProgress progress) {
        AtomicInteger ticks = new AtomicInteger();
        return () -> {
            progress.requireLease();
            if (ticks.getAndIncrement() % LOOKS == 0) {
                archives.requireRoom(ROOM_AHEAD);
            }
        };
    }

    private void outcomes(
            DatasetData dataset,
            ArchiveWriter archive,
            AskerNames askers,
            DatasetProgress progress,
            List<UUID> episodes)
            throws IOException {
        Pages pages = new Pages(dataset, askers);
        archive.add(
                OutcomeFile.name(dataset.format()),
                output -> OutcomeFile.write(
                        dataset.format(),
                        () -> {
                            List<ExportRow> page = pages.next();
                            page.forEach(row -> {
                                episodes.add(row.id().value());
                                progress.step();
                            });
                            if (episodes.size() > config.mostRows()) {
                                throw new IOException("more episodes than may be in one");
                            }
                            return page;
                        },
                        output));
        archive.add("README.md", DataCard.ofOutcomes(dataset, episodes.size()));
    }

    private void steps(
            DatasetData dataset,
            ArchiveWriter archive,
            AskerNames askers,
            DatasetProgress progress,
            List<UUID> episodes,
            Map<String, Long> leftOut)
            throws IOException {
        Source source = new Stored();
        Map<Shape, List<Planned>> shapes = new LinkedHashMap<>();
        Pages pages = new Pages(dataset, askers);
        for (List<ExportRow> page = pages.next(); !page.isEmpty(); page = pages.next()) {
            for (ExportRow row : page) {
                progress.step();
                try {
                    Planned planned = Planned.of(row, source);
                    shapes.computeIfAbsent(planned.shape(), unseen -> new ArrayList<>())
                            .add(planned);
                    episodes.add(row.id().value());
                } catch (UnfitRecording e) {
                    leftOut.merge(String.valueOf(e.getMessage()), 1L, Long::sum);
                }
            }
            if (episodes.size() > config.mostEpisodes()) {
                throw new IOException("more episodes than may be in one");
            }
        }
        List<String> folders = new ArrayList<>();
        for (Map.Entry<Shape, List<Planned>> each : shapes.entrySet()) {
            String folder = each.getKey().folder(folders.size() + 1);
            folders.add(folder);
            new LeRobotWriter(archive, folder, each.getKey(), source, progress::step).write(each.getValue());
        }
        archive.add("README.md", DataCard.ofSteps(dataset, episodes.size(), folders, List.copyOf(shapes.keySet())));
    }

    /** Rows in their order, a page at a time. */
    private final class Pages {
        private final DatasetData dataset;
        private final AskerNames askers;
        private Candidates.Mark after = Candidates.Mark.BEFORE_ALL;
        private boolean ended;

        Pages(DatasetData dataset, AskerNames askers) {
            this.dataset = dataset;
            this.askers = askers;
        }

        List<ExportRow> next() {
            if (ended) {
                return List.of();
            }
            List<ExportRow> page =
                    waitFor(candidates.page(dataset.format(), dataset.filter(), dataset.asOf(), after, askers::of));
            ended = page.size() < Candidates.A_PAGE;
            if (!page.isEmpty()) {
                after = Candidates.mark(page.getLast());
            }
            return page;
        }
    }

    /** What is stored; what stations say is asked once each. */
    private final class Stored implements Source {
        private final Map<StationId, Capabilities> stations = new HashMap<>();

        @Override
        public Optional<StoredArtifact> find(ExportRow episode, String name) throws IOException {
            return artifacts.find(episode.id(), episode.fence(), name);
        }

        @Override
        public Optional<Embodiment> body(ExportRow episode) {
            return Bodies.in(
                    stations.computeIfAbsent(episode.station(), station -> waitFor(bodies.of(station))),
                    episode.sceneId());
        }
    }

    private static <T> T waitFor(Uni<T> answer) {
        return answer.await().atMost(ANSWER);
    }
}
