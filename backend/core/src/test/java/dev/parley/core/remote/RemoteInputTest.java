package dev.parley.core.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Bodies of registrations, held against what the stations show and take. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
@WithTestResource(RemoteSettings.class)
class RemoteInputTest extends WithRemoteRig {
    @Test
    void mappingIsHeldAgainstWhatTheStationsShowAndTake() {
        rig.station(stations);
        rig.allowServer();
        wrong("actionWidth", 7, "mapping-refused", "has 5 numbers");
        wrong("actionWidth", 129, "mapping-refused", "1 to 128");
        wrong("horizon", 0, "mapping-refused", "1 to 100");
        wrong("horizon", 101, "mapping-refused", "1 to 100");
        wrong("sceneIds", List.of("nowhere"), "scene-unknown", rig.scene);
        Map<String, ?> words = Map.of("key", "prompt", "from", "instruction");
        wrong("inputs", List.of(words, input("a", "camera:wrist", 64, 64, 3)), "mapping-refused", "no camera wrist");
        wrong("inputs", List.of(words, input("a", "camera", 64, 64)), "mapping-refused", "[height, width, 3]");
        wrong("inputs", List.of(words, input("a", "camera", 15, 16, 3)), "mapping-refused", "16 to 512");
        wrong("inputs", List.of(words, input("a", "camera", 513, 512, 3)), "mapping-refused", "16 to 512");
        wrong("inputs", List.of(words, input("a", "state", 7)), "mapping-refused", "wants 7");
        wrong("inputs", List.of(words, input("a", "state:0:7", 7)), "mapping-refused", "wants 7");
        wrong("inputs", List.of(words, input("a", "state:2:4", 3)), "mapping-refused", "2 numbers");
        wrong("inputs", List.of(words, input("a", "truth", 3)), "mapping-refused", "no source");
        wrong("inputs", List.of(words, input("session_id", "state", 6)), "mapping-refused", "protocol's own");
        wrong(
                "inputs",
                List.of(
                        words,
                        input("a", "camera", 512, 512, 3),
                        input("b", "camera", 512, 512, 3),
                        input("c", "camera", 512, 512, 3),
                        input("d", "camera", 512, 512, 3)),
                "mapping-refused",
                "at most 3000000");
        wrong("inputs", List.of(words, input("prompt", "state", 6)), "mapping-refused", "same key");
        wrong("inputs", List.of(words, input("endpoint>a", "state", 6)), "mapping-refused", "protocol's own");
        wrong(
                "inputs",
                List.of(words, input("a", "state", 6), input("a>b", "state", 6)),
                "mapping-refused",
                "one of the two");
        for (String key : List.of("", "a b", "a=b", "a\u0000", "a\u2028b", "a>", ">a", "a>b>c", "x".repeat(101))) {
            wrong("inputs", List.of(words, input(key, "state", 6)), "mapping-refused", "is not such a key");
        }
        wrong("inputs", List.of(input("a", "state", 6)), "mapping-refused", "never know");
        assertThat(rig.server.connections).hasValue(0);
    }

    private static Map<String, ?> input(String key, String from, Integer... shape) {
        return Map.of("key", key, "from", from, "shape", List.of(shape));
    }

    private void wrong(String field, Object value, String code, String says) {
        Map<String, Object> body = rig.body(RemoteRig.name());
        Map<String, Object> mapping = rig.mapping();
        mapping.put(field, value);
        body.put("mapping", mapping);
        rig.register(body).statusCode(422).body("code", equalTo(code)).body("detail", containsString(says));
    }

    @Test
    void bodiesAreReadStrictly() {
        rig.station(stations);
        rig.allowServer();
        for (Map.Entry<String, Object> wrong : Map.<String, Object>of(
                        "name", "Upper",
                        "kind", "onnx",
                        "dialect", "gr00t",
                        "url", "not an address",
                        "title", "x".repeat(81),
                        "description", "a\u0000b",
                        "apiKey", "two words",
                        "unknown", 7)
                .entrySet()) {
            Map<String, Object> body = rig.body(RemoteRig.name());
            body.put(wrong.getKey(), wrong.getValue());
            rig.register(body).statusCode(400).body("code", equalTo("body-malformed"));
        }
        for (String field : List.of("title", "description")) {
            for (String text : List.of("x".repeat(501), "two\nlines", "a\u2029b")) {
                Map<String, Object> body = rig.body(RemoteRig.name());
                body.put(field, text);
                rig.register(body).statusCode(400).body("detail", containsString("in one line"));
            }
        }
        for (String field : List.of("name", "kind", "url", "dialect", "mapping")) {
            Map<String, Object> body = rig.body(RemoteRig.name());
            body.remove(field);
            rig.register(body).statusCode(400).body("detail", containsString("\"" + field + "\""));
        }
        Map<String, Object> longest = rig.body(RemoteRig.name());
        longest.put("title", "x".repeat(80));
        longest.put("description", "x".repeat(500));
        rig.register(longest).statusCode(201);
    }

    @Test
    void whatNoDatabaseTakesAsATextIsRefusedInWords() {
        String name = "nobody%00x";
        RequestSpecification as = rig.admin.asks().urlEncodingEnabled(false);
        as.get("/api/v1/policies/" + name + "/conformance").then().statusCode(422);
        rig.admin
                .asks()
                .urlEncodingEnabled(false)
                .get("/api/v1/certificates/" + name)
                .then()
                .statusCode(404);
        rig.admin
                .asks()
                .urlEncodingEnabled(false)
                .queryParam("reason", "x")
                .delete("/api/v1/remote-hosts/" + name)
                .then()
                .statusCode(204);
        rig.admin
                .asks()
                .contentType(ContentType.JSON)
                .body(Map.of("host", "policy-box.lab", "reason", "a\u0000b"))
                .post("/api/v1/remote-hosts")
                .then()
                .statusCode(400)
                .body("detail", containsString("in one line"));
    }
}
