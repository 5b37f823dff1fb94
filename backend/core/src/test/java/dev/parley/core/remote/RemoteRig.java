package dev.parley.core.remote;

import static dev.parley.core.support.Lab.await;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import dev.parley.core.person.Role;
import dev.parley.core.station.StationData;
import dev.parley.core.station.Stations;
import dev.parley.core.support.Accounts;
import dev.parley.core.support.Accounts.Somebody;
import dev.parley.policy.dialect.Dialect;
import dev.parley.policy.link.StandInServer;
import dev.parley.policy.wire.NumpyArray;
import dev.parley.policy.wire.PolicyValue;
import dev.parley.policy.wire.PolicyValue.Array;
import dev.parley.policy.wire.PolicyValue.Fields;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntSupplier;

/** A policy server that can be made to answer otherwise, a station that would ask it, and the calls that bring the two together. */
final class RemoteRig implements AutoCloseable {
    static final int WIDTH = 5;

    final String scene = "remote-" + UUID.randomUUID();
    /** Added to each of its numbers. */
    volatile float shift;

    /** How many numbers its actions have. */
    volatile int width = WIDTH;

    /** How many actions a chunk has. */
    volatile IntSupplier rows = () -> 4;

    final StandInServer server;
    final Somebody researcher;
    final Somebody admin;
    private final Pool postgres;

    RemoteRig(Accounts accounts, Pool postgres) throws IOException {
        this.postgres = postgres;
        server = new StandInServer(Dialect.OPENPI, Fields.empty(), this::answer);
        researcher = accounts.with(Role.RESEARCHER);
        admin = accounts.with(Role.PLATFORM_ADMIN);
    }

    private PolicyValue answer(Fields observation) {
        double first = ((Array) observation.find("observation/state").orElseThrow())
                .array()
                .toDoubles()[0];
        if (!observation.entries().keySet().containsAll(Set.of("observation/image", "prompt"))) {
            throw new IllegalArgumentException("something is missing");
        }
        int actions = rows.getAsInt();
        float[] numbers = new float[actions * width];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (float) first / 100 + i / 640f + shift;
        }
        return Fields.empty().with("actions", new Array(NumpyArray.ofFloats(numbers, actions, width)));
    }

    /** Of this scene; reaches policies elsewhere. */
    StationData station(Stations stations) {
        return RelayingStation.of(scene, stations);
    }

    void allow(String host) {
        admin.asks()
                .contentType(ContentType.JSON)
                .body(Map.of("host", host, "reason", "it stands in our lab"))
                .post("/api/v1/remote-hosts")
                .then()
                .statusCode(201);
    }

    void allowServer() {
        allow("127.0.0.1:" + server.url().getPort());
    }

    static String name() {
        return "remote-" + UUID.randomUUID().toString().substring(0, 8);
    }

    /** A body that is right. */
    Map<String, Object> body(String name) {
        Map<String, Object> body = new HashMap<>();
        body.put("name", name);
        body.put("kind", "remote");
        body.put("title", "Our policy");
        body.put("description", "Runs on a machine of ours.");
        body.put("url", server.url().toString());
        body.put("dialect", "openpi");
        body.put("apiKey", "sesame-open-yourself");
        body.put("mapping", mapping());
        return body;
    }

    Map<String, Object> mapping() {
        Map<String, Object> mapping = new HashMap<>();
        mapping.put("sceneIds", List.of(scene));
        mapping.put(
                "inputs",
                new ArrayList<>(List.of(
                        Map.of("key", "observation/image", "from", "camera", "shape", List.of(16, 16, 3)),
                        Map.of("key", "observation/state", "from", "state", "shape", List.of(RelayingStation.STATE)),
                        Map.of("key", "prompt", "from", "instruction"))));
        mapping.put("actionWidth", WIDTH);
        mapping.put("horizon", 2);
        return mapping;
    }

    ValidatableResponse register(Map<String, Object> body) {
        return researcher
                .asks()
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/v1/policies")
                .then();
    }

    /** Its name, once it is in order. */
    String ready() {
        allowServer();
        String name = name();
        register(body(name)).statusCode(201);
        becomes(name, "READY");
        return name;
    }

    void becomes(String name, String state) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> state(name), state::equals);
    }

    /** Asks for an examination until it is answered so: one that runs is waited for. */
    void examination(String name, int status) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> researcher
                                .asks()
                                .post("/api/v1/policies/" + name + "/conformance")
                                .statusCode()
                        == status);
    }

    String state(String name) {
        return conformance(name).statusCode(200).extract().path("state");
    }

    /** As its owner sees it. */
    ValidatableResponse conformance(String name) {
        return researcher
                .asks()
                .get("/api/v1/policies/" + name + "/conformance")
                .then();
    }

    /** The one that it answers as now. */
    String version(String name) {
        return conformance(name).extract().path("versions.find { it.current }.digest");
    }

    String study(String called, String policy, String digest) {
        String item = "{\"policyVersion\": {\"name\": \"%s\", \"digest\": \"%s\"}, \"sceneId\": \"%s\","
                        .formatted(policy, digest, scene)
                + " \"taskId\": \"put-cube-red-in-bowl-blue\", \"instruction\": \"put the red cube in the blue bowl\","
                + " \"seed\": 7}";
        return researcher
                .asks()
                .contentType(ContentType.JSON)
                .body("{\"name\": \"%s %s\", \"items\": [%s]}".formatted(policy, called, item))
                .post("/api/v1/studies")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    static ValidatableResponse retire(RequestSpecification as, String name) {
        return as.contentType(ContentType.JSON)
                .body(Map.of("reason", "it is old"))
                .post("/api/v1/policies/" + name + "/retirement")
                .then();
    }

    static List<String> offered() {
        return given().get("/api/v1/policies").then().statusCode(200).extract().path("id");
    }

    /** Its canaries are asked at the next look. */
    void due(String name) {
        await(postgres.preparedQuery("UPDATE remote_policy SET canaries_due = clock_timestamp() WHERE name = $1")
                .execute(Tuple.of(name)));
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
