package dev.parley.gateway.chain;

import static dev.parley.gateway.chain.RefusalRig.batch;
import static dev.parley.gateway.chain.RefusalRig.refusal;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.wire.WireEncoding;
import dev.parley.contracts.wire.WireLimits;
import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.assignment.AssignmentState;
import dev.parley.core.assignment.Assignments;
import dev.parley.core.station.StationKind;
import dev.parley.gateway.live.LiveTokens;
import dev.parley.gateway.upload.UploadTokens;
import dev.parley.station.v1.EpisodeEvent;
import dev.parley.station.v1.EpisodeState;
import dev.parley.station.v1.GatewayFrame;
import dev.parley.station.v1.HeldDecision;
import dev.parley.station.v1.HeldEpisode;
import dev.parley.station.v1.Hello;
import dev.parley.station.v1.OfferReply;
import dev.parley.station.v1.RefusalCode;
import dev.parley.station.v1.StationFrame;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What a station says of an episode counts under its fence alone, and only while it proves to be there. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class RefusedFencesTest {
    @Inject
    Lab lab;

    @Inject
    RefusalRig rig;

    @Inject
    Assignments assignments;

    @Inject
    UploadTokens uploads;

    @Inject
    LiveTokens live;

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
        AssignmentData leased = rig.leased(registered);
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
        AssignmentData mine = rig.leased(registered);
        AssignmentData others = rig.leased(lab.register(StationKind.SIMULATOR));
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
}
