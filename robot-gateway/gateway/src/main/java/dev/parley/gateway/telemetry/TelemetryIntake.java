package dev.parley.gateway.telemetry;

import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.Fence;
import dev.parley.contracts.wire.WireLimits;
import dev.parley.core.artifact.ArtifactStore;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.station.ShownKey;
import dev.parley.core.station.StationData;
import dev.parley.gateway.readout.ReadoutHub;
import dev.parley.gateway.work.FileWork;
import dev.parley.station.v1.Poster;
import dev.parley.station.v1.StepBatch;
import io.smallrye.mutiny.Uni;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What came over one telemetry connection. Its frames are handled one after the other; what was acknowledged is on disk,
 * in one segment of the live log per connection and episode. The complete log that the station uploads after the episode
 * supersedes all segments; without it they are the evidence.
 */
final class TelemetryIntake {
    /** Episodes that one connection may speak of in its life before it has to be opened anew. */
    private static final int MOST_EPISODES = 4096;

    private static final long POSTER_GAP_NS = 400_000_000L;
    private static final Pattern CAMERA = Pattern.compile("[a-z0-9][a-z0-9_-]{0,31}");

    private final TelemetryDesk desk;
    private final StationData station;
    private final ShownKey key;
    private final ArtifactStore store;
    private final FileWork files;
    private final ReadoutHub readouts;
    private final String connection = UUID.randomUUID().toString().substring(0, 8);
    private final Map<EpisodeId, LiveLog> logs = new HashMap<>();
    private final Map<String, Long> posterAt = new HashMap<>();

    TelemetryIntake(
            TelemetryDesk desk,
            StationData station,
            ShownKey key,
            ArtifactStore store,
            FileWork files,
            ReadoutHub readouts) {
        this.desk = desk;
        this.station = station;
        this.key = key;
        this.store = store;
        this.files = files;
        this.readouts = readouts;
    }

    /** Stores a batch; the item is the number below which every step is on disk. */
    Uni<Integer> steps(StepBatch batch) {
        return log(batch.getEpisodeId(), batch.getFence())
                .chain(log -> files.call(() -> log.append(batch))
                        .invoke(stored -> ReadoutWriter.of(log.episode(), batch, log.latestNotes())
                                .ifPresent(
                                        json -> readouts.publish(log.episode().id(), json))));
    }

    /**
     * Replaces a camera's poster; one that comes too soon after the last is dropped, and so is
     * one that a camera in the real world took while it is not public.
     */
    Uni<Void> poster(Poster poster) {
        byte[] jpeg = poster.getJpeg().toByteArray();
        Optional<String> wrong = wrong(poster.getCamera(), jpeg);
        if (wrong.isPresent()) {
            return Uni.createFrom().failure(new ParleyException(ErrorCode.BODY_MALFORMED, wrong.get()));
        }
        long now = System.nanoTime();
        String key = poster.getEpisodeId() + "/" + poster.getCamera();
        Long last = posterAt.get(key);
        if (last != null && now - last < POSTER_GAP_NS) {
            return Uni.createFrom().voidItem();
        }
        posterAt.put(key, now);
        return log(poster.getEpisodeId(), poster.getFence())
                .chain(log -> desk.publicNow(station, log.episode().id())
                        .chain(shown -> shown
                                ? keep(log, poster.getCamera(), jpeg)
                                : Uni.createFrom().item(log)))
                .replaceWithVoid();
    }

    private Uni<LiveLog> keep(LiveLog log, String camera, byte[] jpeg) {
        return files.call(() -> {
            store.put(log.episode().id(), log.episode().fence(), camera + ".jpg", jpeg);
            return log;
        });
    }

    private static Optional<String> wrong(String camera, byte[] jpeg) {
        if (!CAMERA.matcher(camera).matches()) {
            return Optional.of("A poster's camera is 1 to 32 of a-z 0-9 _ -.");
        }
        if (jpeg.length > WireLimits.POSTER_BYTES) {
            return Optional.of("A poster has at most " + WireLimits.POSTER_BYTES + " bytes, not " + jpeg.length + ".");
        }
        // Start of image, then a marker; end of image last (ITU T.81, B.1.1.3).
        boolean jpegFraming = jpeg.length > 4
                && (jpeg[0] & 0xff) == 0xff
                && (jpeg[1] & 0xff) == 0xd8
                && (jpeg[2] & 0xff) == 0xff
                && (jpeg[jpeg.length - 2] & 0xff) == 0xff
                && (jpeg[jpeg.length - 1] & 0xff) == 0xd9;
        return jpegFraming ? Optional.empty() : Optional.of("A poster is a JPEG; this is not one.");
    }

    private Uni<LiveLog> log(String episodeId, long fence) {
        EpisodeId id;
        Fence claimed;
        try {
            id = EpisodeId.parse(episodeId);
            claimed = new Fence(fence);
        } catch (IllegalArgumentException e) {
            return Uni.createFrom()
                    .failure(new ParleyException(
                            ErrorCode.ID_MALFORMED, "Telemetry needs an episode id and a fence: " + e.getMessage()));
        }
        @Nullable LiveLog open = logs.get(id);
        if (open != null) {
            return open.episode().fence().equals(claimed)
                    ? Uni.createFrom().item(open)
                    : Uni.createFrom()
                            .failure(new ParleyException(
                                    ErrorCode.STALE_FENCE, "Episode %s runs under another fence.".formatted(id)));
        }
        if (logs.size() >= MOST_EPISODES) {
            return Uni.createFrom()
                    .failure(new ParleyException(
                            ErrorCode.SERVICE_AWAY, "This telemetry connection is worn out; open another."));
        }
        return desk.open(station, key, id, claimed).map(episode -> {
            LiveLog log = new LiveLog(store, episode, connection);
            logs.put(id, log);
            return log;
        });
    }
}
