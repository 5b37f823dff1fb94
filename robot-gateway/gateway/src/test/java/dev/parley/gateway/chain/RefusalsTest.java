package dev.parley.gateway.chain;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import com.google.protobuf.ByteString;
import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.wire.WireEncoding;
import dev.parley.contracts.wire.WireLimits;
import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.assignment.AssignmentState;
import dev.parley.core.assignment.Assignments;
import dev.parley.core.station.StationKind;
import dev.parley.gateway.live.LiveTokens;
import dev.parley.gateway.upload.UploadTokens;
import dev.parley.station.v1.Capabilities;
import dev.parley.station.v1.EpisodeEvent;
import dev.parley.station.v1.EpisodeState;
import dev.parley.station.v1.GatewayFrame;
import dev.parley.station.v1.HeldDecision;
import dev.parley.station.v1.HeldEpisode;
import dev.parley.station.v1.Hello;
import dev.parley.station.v1.Inference;
import dev.parley.station.v1.OfferReply;
import dev.parley.station.v1.Poster;
import dev.parley.station.v1.RefusalCode;
import dev.parley.station.v1.StationFrame;
import dev.parley.station.v1.StepBatch;
import dev.parley.station.v1.StepRecord;
import dev.parley.station.v1.TelemetryFrame;
import dev.parley.station.v1.TelemetryReply;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class RefusalsTest {
    @Inject
    Lab lab;

    @Inject
    Assignments assignments;

    @Inject
    UploadTokens uploads;

    @Inject
    LiveTokens live;

    @ParameterizedTest
    @ValueSource(strings = {"/station/v1/control", "/station/v1/telemetry"})
    void unknownKeyIsRefusedBeforeTheUpgrade(String path) {
        assertThatThrownBy(() -> new RawStation(path, "x".repeat(40), WireEncoding.BINARY))
                .cause()
                .isInstanceOfSatisfying(
                        WebSocketHandshakeException.class,
                        refused ->
                                assertThat(refused.getResponse().statusCode()).isEqualTo(401));
        given().header("Authorization", "Bearer " + "x".repeat(40))
                .header("Connection", "Upgrade")
                .header("Upgrade", "websocket")
                .header("Sec-WebSocket-Version", "13")
                .header("Sec-WebSocket-Key", "AAAAAAAAAAAAAAAAAAAAAA==")
                .header("Sec-WebSocket-Protocol", WireEncoding.BINARY.subprotocol())
                .get(path)
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .body("code", is("token-refused"))
                .body("detail", containsString("no station has this key"));
    }

    @ParameterizedTest
    @EnumSource(WireEncoding.class)
    void newerSessionEndsTheOlderOne(WireEncoding encoding) throws Exception {
        Lab.Registered registered = lab.register(StationKind.SIMULATOR);
        try (RawStation first = RawStation.control(registered, encoding);
                RawStation second = RawStation.control(registered, encoding)) {
            first.hello(Lab.capabilities(StationKind.SIMULATOR));
            long epoch = first.await(GatewayFrame::hasWelcome).getWelcome().getSessionEpoch();

            second.hello(Lab.capabilities(StationKind.SIMULATOR));

            assertThat(second.await(GatewayFrame::hasWelcome).getWelcome().getSessionEpoch())
                    .isEqualTo(epoch + 1);
            assertThat(first.await(GatewayFrame::hasRefusal).getRefusal().getCode())
                    .isEqualTo(RefusalCode.REFUSAL_CODE_DUPLICATE_SESSION);
            assertThat(first.closed.get(5, TimeUnit.SECONDS)).startsWith("1008");
        }
    }

    @ParameterizedTest
    @EnumSource(WireEncoding.class)
    void malformedFrameIsRefusedInWords(WireEncoding encoding) throws Exception {
        try (RawStation station = RawStation.control(lab.register(StationKind.SIMULATOR), encoding)) {
            station.sendBytes(new byte[] {'{', '"', 0x0f, 0x33});

            assertThat(station.await(GatewayFrame::hasRefusal).getRefusal().getCode())
                    .isEqualTo(RefusalCode.REFUSAL_CODE_MALFORMED);
            assertThat(station.closed.get(5, TimeUnit.SECONDS)).startsWith("1008");
        }
    }

    @Test
    void oversizedFrameIsRefused() throws Exception {
        try (RawStation station = RawStation.control(lab.register(StationKind.SIMULATOR), WireEncoding.BINARY)) {
            station.sendBytes(new byte[WireLimits.CONTROL_FRAME_BYTES + 1]);

            assertThat(station.await(GatewayFrame::hasRefusal).getRefusal().getCode())
                    .isEqualTo(RefusalCode.REFUSAL_CODE_TOO_LARGE);
        }
    }

    @Test
    void firstFrameMustBeHello() throws Exception {
        try (RawStation station = RawStation.control(lab.register(StationKind.SIMULATOR), WireEncoding.BINARY)) {
            station.beat(1, 0);

            assertThat(station.await(GatewayFrame::hasRefusal).getRefusal().getDetail())
                    .contains("Hello");
        }
    }

    @Test
    void capabilitiesThatMakeNoSenseAreRefusedInWords() throws Exception {
        Capabilities wrong = Lab.capabilities(StationKind.SIMULATOR).toBuilder()
                .setSlots(0)
                .setInference(Inference.newBuilder().setDevice("the fast one").setBatch(0))
                .setKind(dev.parley.station.v1.StationKind.STATION_KIND_REAL_ROBOT)
                .build();
        try (RawStation station = RawStation.control(lab.register(StationKind.SIMULATOR), WireEncoding.JSON)) {
            station.hello(wrong);

            assertThat(station.await(GatewayFrame::hasRefusal).getRefusal().getDetail())
                    .contains("slots must be 1 to 64, not 0")
                    .contains("registered as STATION_KIND_SIMULATOR")
                    .contains("the inference device must be 1 to 64")
                    .contains("the inference batch must be 1 to 65536, not 0");
        }
    }

    @Test
    void bodyOfOneSceneIsHeldAgainstTheSameRulesAsTheUsualOne() throws Exception {
        Capabilities usual = Lab.capabilities(StationKind.SIMULATOR);
        Capabilities wrong = usual.toBuilder()
                .setScenes(
                        0,
                        usual.getScenes(0).toBuilder()
                                .setEmbodiment(usual.getEmbodiment().toBuilder()
                                        .setName("On Wheels")
                                        .setActionSpace(usual.getEmbodiment().getActionSpace().toBuilder()
                                                .setControlHz(0))))
                .build();
        try (RawStation station = RawStation.control(lab.register(StationKind.SIMULATOR), WireEncoding.BINARY)) {
            station.hello(wrong);

            assertThat(station.await(GatewayFrame::hasRefusal).getRefusal().getDetail())
                    .contains("scene " + Lab.SCENE + ": embodiment name \"On Wheels\"")
                    .contains("scene " + Lab.SCENE + ": control_hz must be above 0");
        }
    }

    @Test
    void olderProtocolIsRefused() throws Exception {
        try (RawStation station = RawStation.control(lab.register(StationKind.SIMULATOR), WireEncoding.BINARY)) {
            station.send(StationFrame.newBuilder()
                    .setHello(
                            Hello.newBuilder().setBootId("b").setProtocolMin(7).setProtocolMax(9))
                    .build());

            assertThat(station.await(GatewayFrame::hasRefusal).getRefusal().getCode())
                    .isEqualTo(RefusalCode.REFUSAL_CODE_PROTOCOL_VERSION);
        }
    }

    @Test
    void idsAndTextsThatAreNoneAreRefusedInWords() throws Exception {
        try (RawStation station = RawStation.control(lab.register(StationKind.SIMULATOR), WireEncoding.BINARY)) {
            station.hello(Lab.capabilities(StationKind.SIMULATOR));
            station.await(GatewayFrame::hasWelcome);
            for (OfferReply reply : new OfferReply[] {
                OfferReply.newBuilder().setEpisodeId("the last one").setFence(1).build(),
                OfferReply.newBuilder()
                        .setEpisodeId(EpisodeId.random().toString())
                        .build()
            }) {
                station.send(StationFrame.newBuilder().setOfferReply(reply).build());
                assertThat(station.await(GatewayFrame::hasRefusal).getRefusal().getCode())
                        .isEqualTo(RefusalCode.REFUSAL_CODE_MALFORMED);
            }
            station.send(StationFrame.newBuilder()
                    .setEpisodeEvent(EpisodeEvent.newBuilder()
                            .setEpisodeId(EpisodeId.random().toString())
                            .setFence(1)
                            .setSequence(1)
                            .setState(EpisodeState.EPISODE_STATE_RESETTING)
                            .setDetail("a zero: \u0000"))
                    .build());
            assertThat(station.await(GatewayFrame::hasRefusal).getRefusal().getDetail())
                    .contains("control characters");
        }
    }

    @Test
    void heartbeatWithoutAnswerToAChallengeRenewsNothing() throws Exception {
        try (RawStation station = RawStation.control(lab.register(StationKind.SIMULATOR), WireEncoding.BINARY)) {
            station.hello(Lab.capabilities(StationKind.SIMULATOR));
            station.await(GatewayFrame::hasWelcome);
            station.beat(1, 0);
            long challenge = station.await(GatewayFrame::hasLeaseRenewal)
                    .getLeaseRenewal()
                    .getChallenge();
            station.beat(2, ~challenge);
            assertThat(station.await(GatewayFrame::hasLeaseRenewal)
                            .getLeaseRenewal()
                            .getAnswersHeartbeat())
                    .isEqualTo(2);

            station.beat(3, challenge);

            GatewayFrame answer = station.await(frame -> frame.hasRefusal() || frame.hasLeaseRenewal());
            assertThat(answer.getRefusal().getCode()).isEqualTo(RefusalCode.REFUSAL_CODE_MALFORMED);
        }
    }

    @Test
    void eventUnderStaleFenceIsRefusedAndForgottenAtTheNextHello() throws Exception {
        Lab.Registered registered = lab.register(StationKind.SIMULATOR);
        AssignmentData leased = leased(registered);
        try (RawStation station = RawStation.control(registered, WireEncoding.BINARY)) {
            long stale = leased.fence().value() + 1;
            station.send(StationFrame.newBuilder()
                    .setHello(Hello.newBuilder()
                            .setBootId("raw-boot")
                            .setProtocolMin(1)
                            .setProtocolMax(1)
                            .setCapabilities(Lab.capabilities(StationKind.SIMULATOR))
                            .addHeld(HeldEpisode.newBuilder()
                                    .setEpisodeId(leased.id().toString())
                                    .setFence(stale)
                                    .setState(EpisodeState.EPISODE_STATE_RUNNING)))
                    .build());
            assertThat(station.await(GatewayFrame::hasWelcome)
                            .getWelcome()
                            .getDecisions(0)
                            .getDecision())
                    .isEqualTo(HeldDecision.HELD_DECISION_FORGET);

            station.send(StationFrame.newBuilder()
                    .setEpisodeEvent(EpisodeEvent.newBuilder()
                            .setEpisodeId(leased.id().toString())
                            .setFence(stale)
                            .setSequence(1)
                            .setState(EpisodeState.EPISODE_STATE_RESETTING))
                    .build());

            assertThat(station.await(GatewayFrame::hasRefusal).getRefusal()).satisfies(refusal -> {
                assertThat(refusal.getCode()).isEqualTo(RefusalCode.REFUSAL_CODE_STALE_FENCE);
                assertThat(refusal.getEpisodeId()).isEqualTo(leased.id().toString());
            });
        }
    }

    @Test
    void stationThatLiesAboutItsFenceIsRefusedEverywhere() throws Exception {
        Lab.Registered registered = lab.register(StationKind.SIMULATOR);
        AssignmentData mine = leased(registered);
        AssignmentData others = leased(lab.register(StationKind.SIMULATOR));
        for (long lie : new long[] {
            mine.fence().value() + 1, mine.fence().value() - 1, others.fence().value()
        }) {
            try (RawStation station = RawStation.control(registered, WireEncoding.BINARY);
                    RawStation telemetry =
                            new RawStation("/station/v1/telemetry", registered.key(), WireEncoding.BINARY)) {
                station.send(StationFrame.newBuilder()
                        .setHello(Hello.newBuilder()
                                .setBootId("announced")
                                .setProtocolMin(WireLimits.PROTOCOL)
                                .setProtocolMax(WireLimits.PROTOCOL)
                                .setCapabilities(Lab.capabilities(StationKind.SIMULATOR))
                                .addHeld(HeldEpisode.newBuilder()
                                        .setEpisodeId(mine.id().toString())
                                        .setFence(mine.fence().value())
                                        .setState(EpisodeState.EPISODE_STATE_CREATED)))
                        .build());
                assertThat(station.await(GatewayFrame::hasWelcome)
                                .getWelcome()
                                .getDecisions(0)
                                .getDecision())
                        .isEqualTo(HeldDecision.HELD_DECISION_CONTINUE);
                station.beat(1, 0);
                station.await(GatewayFrame::hasLeaseRenewal);

                station.send(StationFrame.newBuilder()
                        .setEpisodeEvent(EpisodeEvent.newBuilder()
                                .setEpisodeId(mine.id().toString())
                                .setFence(lie)
                                .setSequence(1)
                                .setState(EpisodeState.EPISODE_STATE_RESETTING))
                        .build());
                assertThat(station.await(GatewayFrame::hasRefusal).getRefusal().getCode())
                        .isEqualTo(RefusalCode.REFUSAL_CODE_STALE_FENCE);

                station.send(StationFrame.newBuilder()
                        .setOfferReply(OfferReply.newBuilder()
                                .setEpisodeId(mine.id().toString())
                                .setFence(lie)
                                .setAccepted(true))
                        .build());
                GatewayFrame answer = station.await(frame -> frame.hasEpisodeStart() || frame.hasEpisodeAbort());
                assertThat(answer.hasEpisodeAbort()).as("no Start under a lie").isTrue();

                telemetry.send(batch(mine.id(), lie, 0, 3));
                assertThat(refusal(telemetry)).contains("does not run at this station under fence " + lie);
            }
            given().header("Authorization", "Bearer " + uploads.mint(mine.id(), mine.fence()))
                    .header("Upload-Offset", "0")
                    .header("Upload-Length", "4")
                    .header("Upload-Sha256", "0".repeat(64))
                    .contentType("video/mp4")
                    .body("abcd".getBytes(StandardCharsets.US_ASCII))
                    .put("/station/v1/uploads/" + mine.id() + "/" + lie + "/main.mp4")
                    .then()
                    .statusCode(401)
                    .body("code", is("token-refused"));
        }
        given().header("Authorization", "Bearer " + live.mintPublisher(others.id(), "main"))
                .contentType("application/sdp")
                .body("v=0\r\nm=video 9 UDP/TLS/RTP/SAVPF 96\r\n".getBytes(StandardCharsets.US_ASCII))
                .post("/station/v1/whip/" + mine.id() + "/main")
                .then()
                .statusCode(401)
                .body("code", is("token-refused"));
        assertThat(lab.episode(mine.id(), "untouched", it -> true).state())
                .isEqualTo(dev.parley.core.episode.EpisodeState.CREATED);
    }

    @Test
    void telemetryIsStoredAcknowledgedOnceAndRefusedToStrangers() throws Exception {
        Lab.Registered registered = lab.register(StationKind.SIMULATOR);
        AssignmentData leased = leased(registered);
        try (RawStation telemetry = new RawStation("/station/v1/telemetry", registered.key(), WireEncoding.JSON)) {
            telemetry.send(batch(leased.id(), leased.fence().value(), 0, 5));
            telemetry.send(batch(leased.id(), leased.fence().value(), 3, 5));
            assertThat(ack(telemetry)).isEqualTo(5);
            assertThat(ack(telemetry)).isEqualTo(8);

            telemetry.send(batch(leased.id(), leased.fence().value(), 11, 2));
            assertThat(ack(telemetry)).as("a gap is not stored").isEqualTo(8);

            telemetry.send(batch(leased.id(), leased.fence().value() + 1, 8, 2));
            assertThat(refusal(telemetry)).contains("another fence");
            telemetry.send(batch(EpisodeId.random(), 1, 0, 1));
            assertThat(refusal(telemetry)).contains("does not run at this station");
            telemetry.send(TelemetryFrame.newBuilder()
                    .setPoster(Poster.newBuilder()
                            .setEpisodeId(leased.id().toString())
                            .setFence(leased.fence().value())
                            .setCamera("main")
                            .setJpeg(ByteString.copyFromUtf8("GIF89a")))
                    .build());
            assertThat(refusal(telemetry)).contains("JPEG");
        }
        Lab.Registered stranger = lab.register(StationKind.SIMULATOR);
        try (RawStation telemetry = new RawStation("/station/v1/telemetry", stranger.key(), WireEncoding.BINARY)) {
            telemetry.send(batch(leased.id(), leased.fence().value(), 0, 5));
            assertThat(refusal(telemetry)).contains("does not run at this station");
        }
    }

    @Test
    void notesBeyondTheirLimitsAreRefusedAndNotStored() throws Exception {
        Lab.Registered registered = lab.register(StationKind.SIMULATOR);
        AssignmentData leased = leased(registered);
        try (RawStation telemetry = new RawStation("/station/v1/telemetry", registered.key(), WireEncoding.BINARY)) {
            telemetry.send(noted(leased, 0, "x".repeat(WireLimits.STEP_NOTE_CHARACTERS)));
            assertThat(ack(telemetry)).isEqualTo(1);

            telemetry.send(noted(leased, 1, "x".repeat(WireLimits.STEP_NOTE_CHARACTERS + 1)));

            assertThat(refusal(telemetry)).contains("at most 500 characters of notes; step 1 has 501");
        }
    }

    private static TelemetryFrame noted(AssignmentData leased, int step, String note) {
        return TelemetryFrame.newBuilder()
                .setSteps(StepBatch.newBuilder()
                        .setEpisodeId(leased.id().toString())
                        .setFence(leased.fence().value())
                        .addSteps(StepRecord.newBuilder().setStep(step).addNotes(note)))
                .build();
    }

    @Test
    void refusedStartGivesTheTurnBack() throws Exception {
        Lab.Registered registered = lab.register(StationKind.SIMULATOR);
        try (RawStation station = RawStation.control(registered, WireEncoding.BINARY)) {
            station.hello(Lab.capabilities(StationKind.SIMULATOR));
            station.await(GatewayFrame::hasWelcome);
            station.beat(1, 0);
            station.await(GatewayFrame::hasLeaseRenewal);
            AssignmentData offered = lab.offer(lab.ask(Lab.someone()), registered, 0);
            station.await(GatewayFrame::hasEpisodeOffer);
            OfferReply.Builder reply = OfferReply.newBuilder()
                    .setEpisodeId(offered.id().toString())
                    .setFence(offered.fence().value());
            station.send(StationFrame.newBuilder()
                    .setOfferReply(reply.setAccepted(true))
                    .build());
            assertThat(station.await(GatewayFrame::hasEpisodeStart)
                            .getEpisodeStart()
                            .getUpload()
                            .getPath())
                    .endsWith("/" + offered.fence());

            station.send(StationFrame.newBuilder()
                    .setOfferReply(reply.setAccepted(false).addViolations("The Start came too late."))
                    .build());

            Lab.until(
                    "revoked",
                    () -> Lab.await(assignments.find(offered.id()))
                                    .orElseThrow()
                                    .state()
                            == AssignmentState.REVOKED);
        }
    }

    private AssignmentData leased(Lab.Registered registered) throws Exception {
        lab.announce(registered);
        AssignmentData offered = lab.offer(lab.ask(Lab.someone()), registered, 0);
        return Lab.await(assignments.lease(offered.id(), offered.fence(), java.time.Duration.ofSeconds(30)));
    }

    private static TelemetryFrame batch(EpisodeId episode, long fence, int first, int count) {
        StepBatch.Builder batch =
                StepBatch.newBuilder().setEpisodeId(episode.toString()).setFence(fence);
        for (int i = 0; i < count; i++) {
            batch.addSteps(StepRecord.newBuilder().setStep(first + i).addState(0.5));
        }
        return TelemetryFrame.newBuilder().setSteps(batch).build();
    }

    private static int ack(RawStation telemetry) throws Exception {
        return telemetry
                .await(TelemetryReply.getDefaultInstance(), TelemetryReply::hasAck)
                .getAck()
                .getStoredThrough();
    }

    private static String refusal(RawStation telemetry) throws Exception {
        return telemetry
                .await(TelemetryReply.getDefaultInstance(), TelemetryReply::hasRefusal)
                .getRefusal()
                .getDetail();
    }
}
