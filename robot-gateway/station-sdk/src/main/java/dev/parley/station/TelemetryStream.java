package dev.parley.station;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.Fence;
import dev.parley.contracts.wire.WireLimits;
import dev.parley.station.spool.StepSpool;
import dev.parley.station.v1.Poster;
import dev.parley.station.v1.StepBatch;
import dev.parley.station.v1.StepRecord;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** How far the telemetry of one episode has come: reads the spool ahead of what the platform has stored. Thread-safe. */
final class TelemetryStream {
    private final EpisodeId episode;
    private final Fence fence;
    private final StepSpool spool;
    private final Runnable wake;
    private final Map<String, byte[]> posters = new LinkedHashMap<>();
    private int next;
    private int stored;
    private int inFlight;
    private boolean ended;

    TelemetryStream(EpisodeId episode, Fence fence, StepSpool spool, Runnable wake) {
        this.episode = episode;
        this.fence = fence;
        this.spool = spool;
        this.wake = wake;
    }

    EpisodeId episode() {
        return episode;
    }

    void stepsAppended() {
        wake.run();
    }

    /** The latest picture of a camera waits for the next chance to leave. */
    void poster(String camera, byte[] jpeg) {
        synchronized (this) {
            if (!ended) {
                posters.put(camera, jpeg);
            }
        }
        wake.run();
    }

    /** A batch that has not been sent on this connection. */
    synchronized Optional<StepBatch> nextBatch() throws IOException {
        Optional<byte[]> records = ended ? Optional.empty() : spool.read(next, WireLimits.STEP_BATCH_BYTES);
        if (records.isEmpty()) {
            return Optional.empty();
        }
        StepBatch.Builder batch =
                StepBatch.newBuilder().setEpisodeId(episode.toString()).setFence(fence.value());
        CodedInputStream in = CodedInputStream.newInstance(records.get());
        while (!in.isAtEnd()) {
            int limit = in.pushLimit(in.readRawVarint32());
            batch.addSteps(StepRecord.parseFrom(in));
            in.popLimit(limit);
        }
        next += batch.getStepsCount();
        inFlight++;
        return Optional.of(batch.build());
    }

    synchronized Optional<Poster> nextPoster() {
        if (posters.isEmpty()) {
            return Optional.empty();
        }
        String camera = posters.keySet().iterator().next();
        byte[] jpeg = posters.remove(camera);
        return Optional.of(Poster.newBuilder()
                .setEpisodeId(episode.toString())
                .setFence(fence.value())
                .setCamera(camera)
                .setJpeg(ByteString.copyFrom(jpeg))
                .build());
    }

    /** The platform has every step below this one. If it has fewer than were sent, those go again. */
    synchronized void acknowledged(int storedThrough) {
        stored = storedThrough;
        inFlight = Math.max(0, inFlight - 1);
        if (inFlight == 0 && stored < next) {
            next = stored;
        }
    }

    /** A new connection: what was in flight on the old one goes again. */
    synchronized void reconnected() {
        next = stored;
        inFlight = 0;
    }

    synchronized boolean allStored() {
        return stored >= spool.count();
    }

    /** Nothing more is sent, for example because the platform refused. */
    synchronized void end() {
        ended = true;
        posters.clear();
    }

    synchronized boolean ended() {
        return ended;
    }
}
