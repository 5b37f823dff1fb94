package dev.parley.gateway.chain;

import com.google.protobuf.ByteString;
import dev.parley.contracts.wire.WireEncoding;
import dev.parley.core.assignment.AssignmentData;
import dev.parley.station.v1.Poster;
import dev.parley.station.v1.StepBatch;
import dev.parley.station.v1.StepRecord;
import dev.parley.station.v1.TelemetryFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Telemetry connections that send as much as one station may, all the time: full batches and posters. */
final class Flood implements AutoCloseable {
    private static final int STEPS = 100;
    private static final int STATE = 64;

    private final AtomicBoolean over;
    private final AtomicInteger frames = new AtomicInteger();
    private final List<Thread> senders = new ArrayList<>();

    Flood(Lab.Registered station, AssignmentData episode, int connections, AtomicBoolean over) {
        this.over = over;
        for (int i = 0; i < connections; i++) {
            senders.add(Thread.ofPlatform().start(() -> send(station, episode)));
        }
    }

    private void send(Lab.Registered station, AssignmentData episode) {
        try (RawStation telemetry = new RawStation("/station/v1/telemetry", station.key(), WireEncoding.BINARY)) {
            for (int next = 0; !over.get(); next += STEPS) {
                telemetry.send(batch(episode, next));
                telemetry.send(poster(episode));
                frames.addAndGet(2);
                telemetry.frames.clear();
                // A little below what is too many a second.
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(12));
            }
        }
    }

    private static TelemetryFrame batch(AssignmentData episode, int first) {
        StepBatch.Builder batch = StepBatch.newBuilder()
                .setEpisodeId(episode.id().toString())
                .setFence(episode.fence().value());
        for (int i = 0; i < STEPS; i++) {
            StepRecord.Builder step = StepRecord.newBuilder().setStep(first + i);
            for (int j = 0; j < STATE; j++) {
                step.addState(j * 0.5);
            }
            batch.addSteps(step);
        }
        return TelemetryFrame.newBuilder().setSteps(batch).build();
    }

    private static TelemetryFrame poster(AssignmentData episode) {
        return TelemetryFrame.newBuilder()
                .setPoster(Poster.newBuilder()
                        .setEpisodeId(episode.id().toString())
                        .setFence(episode.fence().value())
                        .setCamera("main")
                        .setJpeg(ByteString.copyFrom(Jpegs.tiny())))
                .build();
    }

    int frames() {
        return frames.get();
    }

    @Override
    public void close() throws InterruptedException {
        over.set(true);
        for (Thread sender : senders) {
            sender.join();
        }
    }
}
