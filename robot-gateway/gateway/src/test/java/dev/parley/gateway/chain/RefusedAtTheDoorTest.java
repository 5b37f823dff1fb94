package dev.parley.gateway.chain;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import dev.parley.contracts.wire.WireEncoding;
import dev.parley.contracts.wire.WireLimits;
import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.audit.Actor;
import dev.parley.core.station.StationData;
import dev.parley.core.station.StationDesk;
import dev.parley.core.station.StationKind;
import dev.parley.core.station.Stations;
import dev.parley.station.v1.Capabilities;
import dev.parley.station.v1.GatewayFrame;
import dev.parley.station.v1.Hello;
import dev.parley.station.v1.Inference;
import dev.parley.station.v1.RefusalCode;
import dev.parley.station.v1.StationFrame;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.http.WebSocketHandshakeException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is not let in: strangers, older sessions, frames that are none, and a Hello that makes no sense. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class RefusedAtTheDoorTest {
    @Inject
    Lab lab;

    @Inject
    RefusalRig rig;

    @Inject
    StationDesk desk;

    @Inject
    Stations stations;

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
            assertThat(first.closed.get(60, TimeUnit.SECONDS)).startsWith("1008");
        }
    }

    @Test
    void renewedKeyEndsTheSessionOfTheOldOneAndWhatItConnectedBeforeOpensNone() throws Exception {
        Lab.Registered registered = lab.register(StationKind.SIMULATOR);
        try (RawStation open = RawStation.control(registered, WireEncoding.BINARY);
                RawStation silent = RawStation.control(registered, WireEncoding.BINARY)) {
            open.hello(Lab.capabilities(StationKind.SIMULATOR));
            open.await(GatewayFrame::hasWelcome);

            StationDesk.Keyed renewed =
                    Lab.await(desk.newKey(registered.id(), Actor.key("Ada"), "the laptop was lost"));

            assertThat(open.closed.get(60, TimeUnit.SECONDS)).startsWith("1008");
            // It was let in by the key while that held, and says only now who it is.
            silent.hello(Lab.capabilities(StationKind.SIMULATOR));
            assertThat(silent.await(GatewayFrame::hasRefusal).getRefusal().getDetail())
                    .contains("was given another key");
            assertThat(silent.closed.get(60, TimeUnit.SECONDS)).startsWith("1008");
            assertThat(Lab.await(stations.find(registered.id())).orElseThrow().connection())
                    .isEqualTo(StationData.Connection.OFFLINE);
            try (RawStation known = new RawStation("/station/v1/control", renewed.key(), WireEncoding.BINARY)) {
                known.hello(Lab.capabilities(StationKind.SIMULATOR));
                known.await(GatewayFrame::hasWelcome);
            }
        }
    }

    @Test
    void telemetryConnectionOfAnOldKeyBeginsNoEpisode() throws Exception {
        Lab.Registered registered = lab.register(StationKind.SIMULATOR);
        AssignmentData leased = rig.leased(registered);
        try (RawStation telemetry = new RawStation("/station/v1/telemetry", registered.key(), WireEncoding.BINARY)) {
            Lab.await(desk.newKey(registered.id(), Actor.key("Ada"), "the laptop was lost"));

            telemetry.send(RefusalRig.batch(leased.id(), leased.fence().value(), 0, 1));

            assertThat(RefusalRig.refusal(telemetry)).contains("was given another key");
        }
    }

    @ParameterizedTest
    @EnumSource(WireEncoding.class)
    void malformedFrameIsRefusedInWords(WireEncoding encoding) throws Exception {
        try (RawStation station = RawStation.control(lab.register(StationKind.SIMULATOR), encoding)) {
            station.sendBytes(new byte[] {'{', '"', 0x0f, 0x33});

            assertThat(station.await(GatewayFrame::hasRefusal).getRefusal().getCode())
                    .isEqualTo(RefusalCode.REFUSAL_CODE_MALFORMED);
            assertThat(station.closed.get(60, TimeUnit.SECONDS)).startsWith("1008");
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
}
