package dev.parley.core.uploaded;

import static dev.parley.core.support.Lab.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import dev.parley.core.person.Role;
import dev.parley.core.station.StationKind;
import dev.parley.core.station.Stations;
import dev.parley.core.support.Accounts;
import dev.parley.policy.onnx.TinyNetwork;
import dev.parley.policy.onnx.TinyNetwork.Proto;
import dev.parley.station.v1.PolicyReference;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Files that researchers send, from the declaration to the first question. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
@WithTestResource(UploadSettings.class)
class UploadedPoliciesTest {
    private static final byte[] FILE = TinyNetwork.firstFive();

    @Inject
    Accounts accounts;

    @Inject
    Stations stations;

    @Inject
    Pool postgres;

    private UploadRig rig;

    @BeforeEach
    void start() {
        rig = new UploadRig(accounts, stations);
    }

    @Test
    void fileThatComesInPiecesIsTriedByAWorkerAndThenOfferedToEverybody() throws Exception {
        String name = UploadRig.name();
        rig.declare(rig.body(name, FILE))
                .statusCode(201)
                .header("Location", containsString("/api/v1/policies/" + name + "/file"))
                .body("state", equalTo("RECEIVING"));
        rig.piece(name, 0, Arrays.copyOf(FILE, 10)).statusCode(200).body("receivedBytes", equalTo(10));
        rig.standing(name).statusCode(200).header("Upload-Offset", "10").body("receivedBytes", equalTo(10));
        given().get("/api/v1/policies/" + name + "/file").then().statusCode(422);
        rig.piece(name, 10, Arrays.copyOfRange(FILE, 10, FILE.length))
                .statusCode(200)
                .body("state", equalTo("TRYING"));
        assertThat(UploadRig.offered()).doesNotContain(name);

        PolicyReference reference = rig.claimed();
        assertThat(reference.getName()).isEqualTo(name);
        assertThat(reference.getUploaded().getSha256()).isEqualTo(UploadRig.sha256(FILE));
        assertThat(reference.getDigest()).isNotEqualTo(UploadRig.sha256(FILE));
        assertThat(reference.getUploaded().getOutput()).isEqualTo("action");
        assertThat(reference.getUploaded().getInputs(0).getFrom()).isEqualTo("state");
        UploadRig.next(rig.key).statusCode(204);
        assertThat(UploadRig.file(rig.key, reference.getUploaded().getPath())
                        .statusCode(200)
                        .extract()
                        .asByteArray())
                .isEqualTo(FILE);
        rig.tell(reference.getDigest(), "PASSED", "").statusCode(204);

        rig.standing(name).body("state", equalTo("READY"));
        given().get("/api/v1/policies/" + name + "/file")
                .then()
                .statusCode(200)
                .body("sha256", equalTo(UploadRig.sha256(FILE)))
                .body("yours", equalTo(false));
        assertThat(UploadRig.offered()).contains(name);
        given().get("/api/v1/policies").then().body("find { it.id == '" + name + "' }.kind", equalTo("uploaded"));
        assertThat(await(stations.find(rig.station.id())).orElseThrow().policyDigests())
                .contains(reference.getDigest());
        String without = UUID.randomUUID() + "-" + UUID.randomUUID();
        assertThat(rig.station(stations, without, false).policyDigests())
                .as("of a station that did not announce it")
                .doesNotContain(reference.getDigest());
        String real = UUID.randomUUID() + "-" + UUID.randomUUID();
        assertThat(rig.station(stations, real, StationKind.REAL_ROBOT, true).policyDigests())
                .as("of a real robot, whatever it announced")
                .doesNotContain(reference.getDigest());
    }

    @Test
    void fileThatAWorkerFailsToRunIsRefusedWithItsReasonAndMayBeDeclaredAnew() throws Exception {
        String name = rig.sent(FILE);
        rig.tell(rig.claimed().getDigest(), "FAILED", "The network failed. It gave no answer within 2000 ms")
                .statusCode(204);
        rig.standing(name)
                .body("state", equalTo("REFUSED"))
                .body("stateNote", equalTo("The network failed. It gave no answer within 2000 ms"));
        UploadRig.declare(rig.other.asks(), rig.body(name, FILE)).statusCode(409);
        rig.declare(rig.body(name, FILE)).statusCode(201).body("state", equalTo("RECEIVING"));
        rig.standing(name).body("receivedBytes", equalTo(0));
    }

    @Test
    void whatCouldNotBeTriedIsTriedAgainAndWhatEndsThreeWorkersIsRefused() throws Exception {
        String name = rig.sent(FILE);
        rig.tell(rig.claimed().getDigest(), "NOT_TRIED", "its file could not be fetched")
                .statusCode(204);
        rig.standing(name).body("state", equalTo("TRYING"));
        for (int i = 0; i < 3; i++) {
            lapse(name);
            assertThat(rig.claimed().getName()).isEqualTo(name);
        }
        UploadRig.next(rig.key).statusCode(204);
        lapse(name);
        UploadRig.next(rig.key).statusCode(204);
        rig.standing(name)
                .body("state", equalTo("REFUSED"))
                .body("stateNote", containsString("ended before it was done"));
    }

    private void lapse(String name) {
        await(postgres.preparedQuery(
                        "UPDATE uploaded_policy SET claimed_until = clock_timestamp() - interval '1 second' WHERE name = $1")
                .execute(Tuple.of(name)));
    }

    @Test
    void verdictOfAStationThatDoesNotHoldItIsNotTaken() throws Exception {
        String name = rig.sent(FILE);
        String digest = rig.standing(name).extract().path("digest");
        rig.tell(digest, "PASSED", "").statusCode(409);
        rig.claimed();
        rig.tell(digest, "PASSED", "").statusCode(204);
        rig.tell(digest, "FAILED", "too late").statusCode(409);
        rig.standing(name).body("state", equalTo("READY"));
        rig.tell("ab".repeat(32), "PASSED", "").statusCode(422);
    }

    @Test
    void stationsAddressesWantAStationsKeyAndTheAnnouncement() throws Exception {
        UploadRig.next("nobody's").statusCode(401);
        given().post("/station/v1/uploaded-policies/trials").then().statusCode(401);
        String without = UUID.randomUUID() + "-" + UUID.randomUUID();
        rig.station(stations, without, false);
        UploadRig.next(without).statusCode(403);
        String real = UUID.randomUUID() + "-" + UUID.randomUUID();
        rig.station(stations, real, StationKind.REAL_ROBOT, true);
        UploadRig.next(real).statusCode(403).body("detail", containsString("Only simulators"));
        String name = rig.sent(FILE);
        String path =
                "/station/v1/uploaded-policies/" + rig.standing(name).extract().path("digest") + "/file";
        UploadRig.file("nobody's", path).statusCode(401);
        UploadRig.file(without, path).statusCode(403);
        UploadRig.file(rig.key, "/station/v1/uploaded-policies/" + "ab".repeat(32) + "/file")
                .statusCode(422);
    }

    @Test
    void everyRoleButResearchersAndPlatformAdminsIsRefused() throws Exception {
        Map<String, Object> body = rig.body(UploadRig.name(), FILE);
        UploadRig.declare(given(), body).statusCode(401);
        UploadRig.piece(given(), "x", 0, FILE).statusCode(401);
        for (var role : List.of(Role.OPERATOR, Role.LAB_ADMIN)) {
            var somebody = accounts.with(role, accounts.lab());
            UploadRig.declare(somebody.asks(), body).statusCode(403);
            UploadRig.piece(somebody.asks(), "x", 0, FILE).statusCode(403);
            somebody.asks().get("/api/v1/uploaded-policies").then().statusCode(403);
        }
        UploadRig.declare(accounts.user().asks(), body).statusCode(403);
        UploadRig.declare(rig.admin.asks(), body).statusCode(201);
        String name = UploadRig.name();
        rig.declare(rig.body(name, FILE)).statusCode(201);
        UploadRig.piece(rig.other.asks(), name, 0, FILE).statusCode(403);
        rig.other.asks().get("/api/v1/policies/" + name + "/file").then().statusCode(422);
        rig.admin.asks().get("/api/v1/policies/" + name + "/file").then().statusCode(200);
        rig.other.asks().get("/api/v1/uploaded-policies").then().statusCode(200).body("name", not(hasItem(name)));
        rig.researcher.asks().get("/api/v1/uploaded-policies").then().body("name", hasItem(name));
    }

    @Test
    void piecesGoOnWhereTheLastOneEndedAndNowhereElse() throws Exception {
        String name = UploadRig.name();
        rig.declare(rig.body(name, FILE)).statusCode(201);
        rig.piece(name, 0, Arrays.copyOf(FILE, 20)).statusCode(200);
        rig.piece(name, 0, Arrays.copyOf(FILE, 20))
                .statusCode(409)
                .body("detail", containsString("stands at 20 bytes; go on from there, not from 0"));
        rig.piece(name, 21, Arrays.copyOfRange(FILE, 21, 30)).statusCode(409);
        rig.piece(name, 20, new byte[FILE.length - 19])
                .statusCode(409)
                .body("detail", containsString("was declared with " + FILE.length + " bytes"));
        rig.researcher
                .asks()
                .contentType("application/octet-stream")
                .body(new byte[1])
                .patch("/api/v1/policies/" + name + "/file")
                .then()
                .statusCode(400);
        rig.piece(name, 20, Arrays.copyOfRange(FILE, 20, FILE.length)).statusCode(200);
        rig.piece(name, FILE.length, new byte[0]).statusCode(409);
    }

    @Test
    void pieceHasAtMostFourMebibytes() throws Exception {
        byte[] large = new byte[UploadedPolicies.LARGEST_PIECE_BYTES + 10];
        String name = UploadRig.name();
        rig.declare(rig.body(name, large)).statusCode(201);
        rig.piece(name, 0, Arrays.copyOf(large, UploadedPolicies.LARGEST_PIECE_BYTES + 1))
                .statusCode(413);
        rig.piece(name, 0, Arrays.copyOf(large, UploadedPolicies.LARGEST_PIECE_BYTES))
                .statusCode(200)
                .body("receivedBytes", equalTo(UploadedPolicies.LARGEST_PIECE_BYTES));
    }

    @Test
    void fileWithAnotherDigestIsSentAnew() throws Exception {
        String name = UploadRig.name();
        rig.declare(rig.body(name, FILE)).statusCode(201);
        byte[] other = FILE.clone();
        other[other.length - 1] ^= 1;
        rig.piece(name, 0, other).statusCode(409).body("detail", containsString("does not have the SHA-256"));
        rig.standing(name).body("state", equalTo("RECEIVING")).body("receivedBytes", equalTo(0));
        rig.piece(name, 0, FILE).statusCode(200).body("state", equalTo("TRYING"));
    }

    @Test
    void fileThatIsNoneOrDeclaresSomethingElseIsRefusedInASentence() throws Exception {
        refused("no network at all".getBytes(StandardCharsets.US_ASCII), "no ONNX file");
        refused(
                new TinyNetwork()
                        .input("state", TinyNetwork.FLOAT, 1, 6)
                        .inGraph(
                                1,
                                TinyNetwork.operator(
                                        "Spawn",
                                        List.of("state"),
                                        List.of("action"),
                                        new Proto().text(7, "evil.example")))
                        .output("action", TinyNetwork.FLOAT, 1, 5)
                        .toBytes(),
                "only ONNX's own operators run here");
        refused(
                new TinyNetwork()
                        .input("observation", TinyNetwork.FLOAT, 1, 6)
                        .output("action", TinyNetwork.FLOAT, 1, 5)
                        .toBytes(),
                "The network has no input state; it has observation (float32 [1, 6]).");
        refused(
                new TinyNetwork()
                        .input("state", TinyNetwork.FLOAT, 1, 7)
                        .output("action", TinyNetwork.FLOAT, 1, 5)
                        .toBytes(),
                "Input state was said to be float32 [1, 6]; the network takes float32 [1, 7].");
        refused(
                new TinyNetwork()
                        .input("state", TinyNetwork.FLOAT, 1, 6)
                        .input("more", TinyNetwork.FLOAT, 1)
                        .output("action", TinyNetwork.FLOAT, 1, 5)
                        .toBytes(),
                "The network also takes more (float32 [1])");
        refused(
                new TinyNetwork()
                        .input("state", TinyNetwork.FLOAT, 1, 6)
                        .output("action", TinyNetwork.FLOAT, 1, 4)
                        .toBytes(),
                "actions of 5 numbers one after the other; it is float32 [1, 4]");
    }

    private void refused(byte[] file, String sentence) throws Exception {
        String name = UploadRig.name();
        rig.declare(rig.body(name, file)).statusCode(201);
        rig.piece(name, 0, file)
                .statusCode(200)
                .body("state", equalTo("REFUSED"))
                .body("stateNote", containsString(sentence));
        rig.researcher
                .asks()
                .contentType(ContentType.JSON)
                .body(Map.of("reason", "making room"))
                .post("/api/v1/policies/" + name + "/retirement")
                .then()
                .statusCode(200);
    }

    @Test
    void mappingThatFitsNoSceneOrIsNoneIsRefused() throws Exception {
        wrong(body -> body.put("sceneIds", List.of("nowhere")), "No station that runs uploaded policies has scene");
        wrong(body -> body.put("actionWidth", 7), "has 5 numbers");
        wrong(body -> body.put("horizon", 101), "1 to 100 actions");
        wrong(body -> body.put("horizon", 0), "1 to 100 actions");
        wrong(body -> body.put("output", "two words"), "visible characters");
        wrong(body -> body.put("inputs", List.of()), "1 to 16 inputs");
        input(Map.of("tensor", "state", "from", "state", "shape", List.of(7)), "has 6 numbers");
        input(Map.of("tensor", "state", "from", "state:0:7", "shape", List.of(7)), "has 6 numbers");
        input(Map.of("tensor", "state", "from", "state:0:3", "shape", List.of(4)), "has the shape [3]");
        input(Map.of("tensor", "state", "from", "truth", "shape", List.of(4)), "not from \"truth\"");
        input(Map.of("tensor", "w", "from", "instruction", "shape", List.of(383)), "has the shape [384]");
        input(Map.of("tensor", "s", "from", "state", "type", "uint8", "shape", List.of(6)), "are float32");
        input(Map.of("tensor", "p", "from", "camera", "shape", List.of(15, 64, 3)), "16 to 512");
        input(Map.of("tensor", "p", "from", "camera", "shape", List.of(513, 64, 3)), "16 to 512");
    }

    private void input(Map<String, Object> input, String sentence) throws Exception {
        wrong(mapping -> mapping.put("inputs", List.of(input)), sentence);
    }

    @SuppressWarnings("unchecked")
    private void wrong(Consumer<Map<String, Object>> change, String sentence) throws Exception {
        Map<String, Object> body = rig.body(UploadRig.name(), FILE);
        change.accept((Map<String, Object>) body.get("mapping"));
        rig.declare(body).statusCode(422).body("detail", containsString(sentence));
    }

    @Test
    void declarationHasLimits() throws Exception {
        Map<String, Object> body = rig.body(UploadRig.name(), FILE);
        body.put("sizeBytes", UploadSettings.LARGEST + 1);
        rig.declare(body).statusCode(413).body("detail", containsString("at most " + UploadSettings.LARGEST));
        body.put("sizeBytes", 0);
        rig.declare(body).statusCode(400);
        body.put("sizeBytes", UploadSettings.LARGEST);
        body.put("sha256", "AB".repeat(32));
        rig.declare(body).statusCode(400);
        body.put("sha256", "ab".repeat(32));
        body.put("surplus", 1);
        rig.declare(body).statusCode(400).body("detail", containsString("surplus"));
        body.remove("surplus");
        rig.declare(body).statusCode(201);
        rig.declare(rig.body(UploadRig.name(), FILE)).statusCode(201);
        rig.declare(rig.body(UploadRig.name(), FILE))
                .statusCode(429)
                .body("detail", containsString("You have begun 2 files"));
    }

    @Test
    void onePersonHasSoManyPolicies() throws Exception {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < UploadSettings.PER_PERSON; i++) {
            names.add(rig.sent(FILE));
        }
        rig.declare(rig.body(UploadRig.name(), FILE)).statusCode(429);
        rig.researcher
                .asks()
                .contentType(ContentType.JSON)
                .body(Map.of("reason", "it is old"))
                .post("/api/v1/policies/" + names.getFirst() + "/retirement")
                .then()
                .statusCode(200)
                .body("state", equalTo("RETIRED"));
        rig.declare(rig.body(UploadRig.name(), FILE)).statusCode(201);
        rig.declare(rig.body(names.getFirst(), FILE)).statusCode(409);
    }

    @Test
    void whatIsOutOfUseIsNotOfferedAndItsFileIsGone() throws Exception {
        String name = rig.sent(FILE);
        PolicyReference reference = rig.claimed();
        rig.tell(reference.getDigest(), "PASSED", "").statusCode(204);
        rig.other
                .asks()
                .contentType(ContentType.JSON)
                .body(Map.of("reason", "not mine"))
                .post("/api/v1/policies/" + name + "/retirement")
                .then()
                .statusCode(403);
        rig.researcher
                .asks()
                .contentType(ContentType.JSON)
                .body(Map.of("reason", "it is old"))
                .post("/api/v1/policies/" + name + "/retirement")
                .then()
                .statusCode(200);
        assertThat(UploadRig.offered()).doesNotContain(name);
        UploadRig.file(rig.key, reference.getUploaded().getPath()).statusCode(422);
        assertThat(await(stations.find(rig.station.id())).orElseThrow().policyDigests())
                .doesNotContain(reference.getDigest());
    }

    @Test
    void whatNobodyGoesOnWithIsForgotten() throws Exception {
        String name = UploadRig.name();
        rig.declare(rig.body(name, FILE)).statusCode(201);
        rig.piece(name, 0, Arrays.copyOf(FILE, 20)).statusCode(200);
        await(postgres.preparedQuery(
                        "UPDATE uploaded_policy SET last_piece_at = clock_timestamp() - interval '25 hours' WHERE name = $1")
                .execute(Tuple.of(name)));
        UploadRig.declare(rig.other.asks(), rig.body(name, FILE)).statusCode(201);
        rig.standing(name).statusCode(422);
    }

    @Test
    void tableOfTransitionsLeadsOutOfUseAndNeverBack() {
        assertThat(UploadedTransitions.TABLE.transitions()).hasSize(8);
        for (UploadedState to : UploadedState.values()) {
            assertThat(UploadedTransitions.TABLE.allows(UploadedState.RETIRED, to))
                    .isFalse();
        }
    }
}
