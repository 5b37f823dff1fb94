package dev.parley.gateway.chain;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import dev.parley.contracts.wire.WireEncoding;
import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.station.StationKind;
import dev.parley.station.v1.EpisodeEvent;
import dev.parley.station.v1.EpisodeState;
import dev.parley.station.v1.Heartbeat;
import dev.parley.station.v1.OfferReply;
import dev.parley.station.v1.RenderReply;
import dev.parley.station.v1.StationFrame;
import dev.parley.station.v1.StepBatch;
import dev.parley.station.v1.StepRecord;
import dev.parley.station.v1.StopReport;
import dev.parley.station.v1.TelemetryFrame;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * A station that knows its key and nothing else: control and telemetry connections full of frames that are wrong. Each
 * attack answers whether the gateway had closed the connection by its end.
 */
final class HostileFrames {
    /** What a server that failed closes with; anything else is a refusal. */
    private static final String SERVER_FAILED = "1011";

    private final Lab.Registered station;
    private final AssignmentData episode;

    HostileFrames(Lab.Registered station, AssignmentData episode) {
        this.station = station;
        this.episode = episode;
    }

    boolean control(Garbage garbage) throws Exception {
        WireEncoding encoding = garbage.oneOf(List.of(WireEncoding.values()));
        try (RawStation connection = RawStation.control(station, encoding)) {
            if (!garbage.oneIn(3)) {
                connection.hello(Lab.capabilities(StationKind.SIMULATOR));
            }
            return talk(garbage, connection, encoding, controlFrames());
        }
    }

    boolean telemetry(Garbage garbage) throws Exception {
        WireEncoding encoding = garbage.oneOf(List.of(WireEncoding.values()));
        try (RawStation connection = new RawStation("/station/v1/telemetry", station.key(), encoding)) {
            return talk(garbage, connection, encoding, telemetryFrames(garbage));
        }
    }

    private static boolean talk(Garbage garbage, RawStation connection, WireEncoding encoding, List<Message> valid)
            throws Exception {
        int frames = 1 + garbage.below(20);
        try {
            for (int i = 0; i < frames && !connection.closed.isDone(); i++) {
                byte[] frame = encoding.encode(garbage.oneOf(valid));
                connection.sendBytes(
                        switch (garbage.below(8)) {
                            case 0 -> garbage.bytes(4096);
                            case 1 -> garbage.text().getBytes(java.nio.charset.StandardCharsets.UTF_8);
                            case 2 -> garbage.oneIn(10) ? garbage.bytes(4_000_000) : frame;
                            default -> garbage.mutated(frame);
                        });
            }
        } catch (CompletionException closedMeanwhile) {
            assertThat(connection.closed.get(60, TimeUnit.SECONDS)).isNotNull();
        }
        if (!connection.closed.isDone()) {
            return false;
        }
        assertThat(connection.closed.join()).as("how the gateway closed").doesNotStartWith(SERVER_FAILED);
        return true;
    }

    private List<Message> controlFrames() {
        String id = episode.id().toString();
        long fence = episode.fence().value();
        return List.of(
                StationFrame.newBuilder()
                        .setHeartbeat(Heartbeat.newBuilder().setSequence(1))
                        .build(),
                StationFrame.newBuilder()
                        .setOfferReply(OfferReply.newBuilder()
                                .setEpisodeId(id)
                                .setFence(fence + 1)
                                .setAccepted(true))
                        .build(),
                StationFrame.newBuilder()
                        .setEpisodeEvent(EpisodeEvent.newBuilder()
                                .setEpisodeId(id)
                                .setFence(fence)
                                .setSequence(9)
                                .setState(EpisodeState.EPISODE_STATE_TERMINATED))
                        .build(),
                StationFrame.newBuilder()
                        .setStopReport(StopReport.newBuilder().setStopId("none"))
                        .build(),
                StationFrame.newBuilder()
                        .setRenderReply(RenderReply.newBuilder().setRequestId("none"))
                        .build());
    }

    private List<Message> telemetryFrames(Garbage garbage) {
        StepBatch.Builder batch = StepBatch.newBuilder()
                .setEpisodeId(episode.id().toString())
                .setFence(episode.fence().value() + (garbage.oneIn(2) ? 0 : 1));
        for (int i = 0; i < 1 + garbage.below(10); i++) {
            batch.addSteps(
                    StepRecord.newBuilder().setStep(garbage.below(20) - 5).addState(Double.NaN));
        }
        return List.of(
                TelemetryFrame.newBuilder().setSteps(batch).build(),
                TelemetryFrame.newBuilder()
                        .setPoster(dev.parley.station.v1.Poster.newBuilder()
                                .setEpisodeId(episode.id().toString())
                                .setFence(episode.fence().value())
                                .setCamera(garbage.oneIn(2) ? "main" : "../main")
                                .setJpeg(com.google.protobuf.ByteString.copyFrom(garbage.bytes(3000))))
                        .build());
    }
}
