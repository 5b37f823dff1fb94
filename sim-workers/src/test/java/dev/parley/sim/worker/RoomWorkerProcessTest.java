package dev.parley.sim.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.parley.contracts.wire.MalformedFrameException;
import dev.parley.sim.scene.Conditions;
import dev.parley.sim.scene.SimulatedScene;
import dev.parley.station.recording.Pictures;
import dev.parley.station.v1.EpisodeOffer;
import dev.parley.station.v1.EpisodeSpec;
import dev.parley.station.v1.EpisodeStart;
import dev.parley.station.v1.EpisodeState;
import dev.parley.station.v1.GatewayFrame;
import dev.parley.station.v1.GoalImage;
import dev.parley.station.v1.LeaseRenewal;
import dev.parley.station.v1.PolicyCapability;
import dev.parley.station.v1.PolicyReference;
import dev.parley.station.v1.StationFrame;
import dev.parley.station.v1.Welcome;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoomWorkerProcessTest {

    private static final String EPISODE = new UUID(4, 2).toString();
    private static final int FENCE = 7;
    private static final int SOME_STEPS = 5;

    @TempDir
    Path folder;

    @Test
    void workerOfTheRoomAnnouncesThePolicyThatGoesByPicturesAndRunsIt()
            throws IOException, InterruptedException, MalformedFrameException, NoSuchAlgorithmException {
        byte[] picture = picture();
        try (LoopbackGateway gateway = new LoopbackGateway()) {
            Process worker = start(gateway);
            try {
                gateway.accept();
                PolicyCapability policy = announced(gateway.next());
                gateway.send(GatewayFrame.newBuilder()
                        .setWelcome(Welcome.newBuilder()
                                .setStationName("Room")
                                .setSessionEpoch(1)
                                .setProtocol(1)
                                .setHeartbeatEveryMs(1000)
                                .setLeaseTtlMs(60_000)
                                .setControlledStopAfterMs(30_000)));
                gateway.send(GatewayFrame.newBuilder().setEpisodeOffer(offer(policy, picture)));

                assertThat(stepsDriven(gateway)).isGreaterThanOrEqualTo(SOME_STEPS);

                worker.getOutputStream().close();
                assertThat(worker.waitFor(20, TimeUnit.SECONDS)).isTrue();
            } catch (EOFException | SocketException e) {
                throw new AssertionError(Files.readString(folder.resolve("worker.log")), e);
            } finally {
                worker.destroyForcibly();
            }
        }
    }

    private Process start(LoopbackGateway gateway) throws IOException {
        Process worker = ChildJvm.start(
                SimWorker.class,
                folder.resolve("worker.log"),
                "--gateway",
                gateway.origin(),
                "--data",
                folder.resolve("data").toString(),
                "--scene",
                "room");
        worker.getOutputStream().write("test-station-key\n".getBytes(StandardCharsets.UTF_8));
        worker.getOutputStream().flush();
        return worker;
    }

    private static PolicyCapability announced(StationFrame hello) {
        PolicyCapability policy = hello.getHello().getCapabilities().getPoliciesList().stream()
                .filter(one -> one.getName().equals("room-goal"))
                .findFirst()
                .orElseThrow();
        assertThat(policy.getAcceptsGoalImage()).isTrue();
        assertThat(policy.getAcceptsInstruction()).isFalse();
        assertThat(policy.getEmbodiment()).isEqualTo("diff-drive");
        return policy;
    }

    // A goal at the other end of the room: the way there takes longer than this test.
    private static EpisodeOffer offer(PolicyCapability policy, byte[] png) throws NoSuchAlgorithmException {
        return EpisodeOffer.newBuilder()
                .setEpisodeId(EPISODE)
                .setFence(FENCE)
                .setAcceptWithinMs(60_000)
                .setSpec(EpisodeSpec.newBuilder()
                        .setSceneId("room")
                        .setSeed(3)
                        .setMaxSteps(300)
                        .setGoalImage(GoalImage.newBuilder()
                                .setPng(ByteString.copyFrom(png))
                                .setSha256(HexFormat.of()
                                        .formatHex(MessageDigest.getInstance("SHA-256")
                                                .digest(png))))
                        .setPolicy(PolicyReference.newBuilder()
                                .setName(policy.getName())
                                .setDigest(policy.getDigest()))
                        .addRecordCameras("main"))
                .build();
    }

    private static byte[] picture() throws IOException {
        try (SimulatedScene room = SimulatedScene.open("room")) {
            room.reset(3, Conditions.FREE);
            byte[] rgb = room.seenFrom(-1.9, -2.1, -2.4);
            int[] argb = new int[64 * 64];
            for (int i = 0; i < argb.length; i++) {
                argb[i] = 0xFF000000 | (rgb[3 * i] & 0xFF) << 16 | (rgb[3 * i + 1] & 0xFF) << 8 | rgb[3 * i + 2] & 0xFF;
            }
            return Pictures.png(argb, 64, 64);
        }
    }

    // Answers heartbeats, starts the episode once it is accepted, and ends when enough steps were driven.
    private static int stepsDriven(LoopbackGateway gateway) throws IOException, MalformedFrameException {
        boolean accepted = false;
        boolean started = false;
        int steps = 0;
        while (steps < SOME_STEPS) {
            StationFrame frame = gateway.next();
            if (frame.hasOfferReply()) {
                accepted = frame.getOfferReply().getAccepted();
                assertThat(accepted)
                        .as("%s", frame.getOfferReply().getViolationsList())
                        .isTrue();
            }
            if (frame.hasEpisodeEvent()) {
                assertThat(frame.getEpisodeEvent().getState())
                        .as("%s", frame.getEpisodeEvent())
                        .isIn(
                                EpisodeState.EPISODE_STATE_RESETTING,
                                EpisodeState.EPISODE_STATE_READY,
                                EpisodeState.EPISODE_STATE_RUNNING);
            }
            if (frame.hasHeartbeat()) {
                long sequence = frame.getHeartbeat().getSequence();
                gateway.send(GatewayFrame.newBuilder()
                        .setLeaseRenewal(LeaseRenewal.newBuilder()
                                .setAnswersHeartbeat(sequence)
                                .setTtlMs(60_000)
                                .setSessionEpoch(1)));
                if (accepted && !started) {
                    started = true;
                    gateway.send(GatewayFrame.newBuilder()
                            .setEpisodeStart(EpisodeStart.newBuilder()
                                    .setEpisodeId(EPISODE)
                                    .setFence(FENCE)
                                    .setValidForMs(60_000)
                                    .setAnswersHeartbeat(sequence)));
                }
                steps = frame.getHeartbeat().getSlotsList().stream()
                        .mapToInt(slot -> slot.getStep())
                        .max()
                        .orElse(0);
            }
        }
        return steps;
    }
}
