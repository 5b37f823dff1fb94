package dev.parley.core.remote;

import static dev.parley.core.support.Lab.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import dev.parley.core.station.StationKind;
import dev.parley.core.support.Lab;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What may be registered, by how many, and what becomes of its address and key. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
@WithTestResource(RemoteSettings.class)
class RemoteRegistrationTest extends WithRemoteRig {
    @Inject
    Lab lab;

    @Test
    void keyIsKeptSealedAndShownToNobody() {
        rig.station(stations);
        String name = rig.ready();
        assertThat(rig.researcher.asks().get("/api/v1/remote-policies").asString())
                .contains(name)
                .contains("\"hasKey\":true")
                .doesNotContain("sesame");
        byte[] sealed = await(postgres.preparedQuery("SELECT sealed_key FROM remote_policy WHERE name = $1")
                        .execute(Tuple.of(name)))
                .iterator()
                .next()
                .getBuffer(0)
                .getBytes();
        assertThat(new String(sealed, UTF_8)).doesNotContain("sesame");
        // Moved to another address it opens nothing: nobody has it sent to a server of theirs.
        await(postgres.preparedQuery("UPDATE remote_policy SET url = 'ws://127.0.0.1:9/' WHERE name = $1")
                .execute(Tuple.of(name)));
        int before = rig.server.connections.get();
        rig.due(name);
        await().during(Duration.ofSeconds(1)).until(() -> rig.server.connections.get() == before);
    }

    @Test
    void hostsOfOurOwnNetworksAreRefusedUntilAnAdminAllowsThem() {
        rig.station(stations);
        rig.register(rig.body(RemoteRig.name()))
                .statusCode(422)
                .body("code", equalTo("remote-address-refused"))
                .body("detail", containsString("unless an admin allowed"));
        for (String url : List.of("ws://169.254.169.254/", "ws://[::1]:8000/", "ws://10.0.0.7/", "ws://localhost/")) {
            Map<String, Object> body = rig.body(RemoteRig.name());
            body.put("url", url);
            rig.register(body).statusCode(422).body("code", equalTo("remote-address-refused"));
        }
        assertThat(rig.server.connections).hasValue(0);
        rig.allowServer();
        rig.register(rig.body(RemoteRig.name())).statusCode(201);
        String host = "127.0.0.1:" + rig.server.url().getPort();
        rig.admin.asks().get("/api/v1/remote-hosts").then().statusCode(200).body("host", hasItem(host));
        rig.admin
                .asks()
                .queryParam("reason", "moved out")
                .delete("/api/v1/remote-hosts/" + host)
                .then()
                .statusCode(204);
        rig.register(rig.body(RemoteRig.name())).statusCode(422);
        rig.admin
                .asks()
                .queryParam("subject", host)
                .get("/api/v1/audit")
                .then()
                .statusCode(200)
                .body("entries.action", hasItem("remote-host.allowed"))
                .body("entries.action", hasItem("remote-host.forbidden"))
                .body("entries.reason", hasItem("moved out"));
        for (String wrong : List.of("", "a b", "http://x", "x:123456", "*")) {
            rig.admin
                    .asks()
                    .contentType(ContentType.JSON)
                    .body(Map.of("host", wrong, "reason", "because"))
                    .post("/api/v1/remote-hosts")
                    .then()
                    .statusCode(400);
        }
    }

    @Test
    void nameThatTurnsToThisMachineAfterItsRegistrationIsNotFollowed() {
        rig.station(stations);
        String name = RemoteRig.name();
        Map<String, Object> body = rig.body(name);
        body.put("url", "ws://" + name + ".rebinding.test:" + rig.server.url().getPort() + "/");
        rig.register(body).statusCode(201);
        rig.becomes(name, "REFUSED");
        rig.conformance(name)
                .body("examination.state", equalTo("BROKE_OFF"))
                .body("examination.problem", containsString("this machine"))
                .body("examination.problem", not(containsString(".rebinding.test")));
        assertThat(rig.server.connections).hasValue(0);
    }

    @Test
    void nameIsTakenOnceAndOnePersonHasAFewPolicies() {
        rig.station(stations);
        rig.allowServer();
        String name = RemoteRig.name();
        rig.register(rig.body(name)).statusCode(201);
        rig.register(rig.body(name)).statusCode(409).body("code", equalTo("policy-exists"));
        lab.station(StationKind.SIMULATOR);
        rig.register(rig.body(Lab.POLICY)).statusCode(409);
        rig.register(rig.body(RemoteRig.name())).statusCode(201);
        rig.register(rig.body(RemoteRig.name())).statusCode(201);
        rig.register(rig.body(RemoteRig.name())).statusCode(429).body("detail", containsString("retire one"));
        RemoteRig.retire(rig.researcher.asks(), name).statusCode(200).body("state", equalTo("RETIRED"));
        rig.register(rig.body(RemoteRig.name())).statusCode(201);
    }
}
