package dev.parley.core.uploaded;

import static dev.parley.core.support.Lab.await;
import static io.restassured.RestAssured.given;

import com.google.protobuf.ByteString;
import dev.parley.contracts.StationId;
import dev.parley.core.person.Role;
import dev.parley.core.station.StationData;
import dev.parley.core.station.StationKind;
import dev.parley.core.station.Stations;
import dev.parley.core.support.Accounts;
import dev.parley.core.support.Accounts.Somebody;
import dev.parley.core.support.Lab;
import dev.parley.station.v1.ActionSpace;
import dev.parley.station.v1.Capabilities;
import dev.parley.station.v1.Embodiment;
import dev.parley.station.v1.ObservationSpace;
import dev.parley.station.v1.PolicyReference;
import dev.parley.station.v1.SceneCapability;
import dev.parley.station.v1.VectorSpace;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/** A station that would run uploaded policies, a researcher who uploads some, and the calls of both. */
final class UploadRig {
    static final int WIDTH = 5;
    static final int STATE = 6;
    private static final String STATIONS = "/station/v1/uploaded-policies/";

    final String scene = "uploads-" + UUID.randomUUID();
    final String key = UUID.randomUUID() + "-" + UUID.randomUUID();
    final Somebody researcher;
    final Somebody other;
    final Somebody admin;
    final StationData station;

    UploadRig(Accounts accounts, Stations stations) {
        researcher = accounts.with(Role.RESEARCHER);
        other = accounts.with(Role.RESEARCHER);
        admin = accounts.with(Role.PLATFORM_ADMIN);
        // A body of its own: whatever other tests want tried is not for this station.
        station = station(stations, key, true);
    }

    StationData station(Stations stations, String itsKey, boolean runs) {
        return station(stations, itsKey, StationKind.SIMULATOR, runs);
    }

    StationData station(Stations stations, String itsKey, StationKind kind, boolean runs) {
        StationId id = await(stations.register("uploads " + UUID.randomUUID(), kind, itsKey))
                .id();
        return await(stations.openSession(id, "boot-1", capabilities(runs).toByteArray()));
    }

    private Capabilities capabilities(boolean runs) {
        return Capabilities.newBuilder()
                .setEmbodiment(Embodiment.newBuilder()
                        .setName("arm-of-" + scene)
                        .setActionSpace(ActionSpace.newBuilder()
                                .setKind("delta-pose-gripper")
                                .setVector(vector("action", WIDTH))
                                .setControlHz(10))
                        .setObservationSpace(ObservationSpace.newBuilder().setState(vector("state", STATE))))
                .addScenes(SceneCapability.newBuilder()
                        .setSceneId(scene)
                        .setVersion("1")
                        .setDescriptionJson(ByteString.copyFrom(Lab.scene())))
                .setSlots(1)
                .setRunsUploadedPolicies(runs)
                .build();
    }

    private static VectorSpace vector(String name, int width) {
        VectorSpace.Builder vector = VectorSpace.newBuilder();
        IntStream.range(0, width)
                .forEach(i -> vector.addNames(name + "_" + i).addLow(-1).addHigh(1));
        return vector.build();
    }

    static String name() {
        return "upload-" + UUID.randomUUID().toString().substring(0, 8);
    }

    static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    /** A body that is right. */
    Map<String, Object> body(String name, byte[] file) throws Exception {
        Map<String, Object> body = new HashMap<>();
        body.put("name", name);
        body.put("kind", "onnx");
        body.put("title", "Our network");
        body.put("description", "Five of six numbers.");
        body.put("sizeBytes", file.length);
        body.put("sha256", sha256(file));
        Map<String, Object> mapping = new HashMap<>();
        mapping.put("sceneIds", List.of(scene));
        mapping.put(
                "inputs",
                new ArrayList<>(List.of(
                        Map.of("tensor", "state", "from", "state", "type", "float32", "shape", List.of(STATE)))));
        mapping.put("output", "action");
        mapping.put("actionWidth", WIDTH);
        mapping.put("horizon", 1);
        body.put("mapping", mapping);
        return body;
    }

    ValidatableResponse declare(Map<String, Object> body) {
        return declare(researcher.asks(), body);
    }

    static ValidatableResponse declare(RequestSpecification as, Map<String, Object> body) {
        return as.contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1/policies")
                .then();
    }

    ValidatableResponse piece(String name, long offset, byte[] bytes) {
        return piece(researcher.asks(), name, offset, bytes);
    }

    static ValidatableResponse piece(RequestSpecification as, String name, long offset, byte[] bytes) {
        return as.contentType("application/octet-stream")
                .header("Upload-Offset", offset)
                .body(bytes)
                .patch("/api/v1/policies/" + name + "/file")
                .then();
    }

    /** Its name, once all of it was sent. */
    String sent(byte[] file) throws Exception {
        String name = name();
        declare(body(name, file)).statusCode(201);
        int half = file.length / 2;
        piece(name, 0, Arrays.copyOf(file, half)).statusCode(200);
        piece(name, half, Arrays.copyOfRange(file, half, file.length)).statusCode(200);
        return name;
    }

    ValidatableResponse standing(String name) {
        return researcher.asks().get("/api/v1/policies/" + name + "/file").then();
    }

    /** What the station is given to try. */
    PolicyReference claimed() throws Exception {
        return PolicyReference.parseFrom(next(key).statusCode(200).extract().asByteArray());
    }

    static ValidatableResponse next(String withKey) {
        return given().header("Authorization", "Bearer " + withKey)
                .post(STATIONS + "trials")
                .then();
    }

    ValidatableResponse tell(String digest, String verdict, String why) {
        return given().header("Authorization", "Bearer " + key)
                .contentType(ContentType.JSON)
                .body(Map.of("verdict", verdict, "why", why))
                .put(STATIONS + digest + "/trial")
                .then();
    }

    static ValidatableResponse file(String withKey, String path) {
        return given().header("Authorization", "Bearer " + withKey).get(path).then();
    }

    static List<String> offered() {
        return given().get("/api/v1/policies").then().statusCode(200).extract().path("id");
    }
}
