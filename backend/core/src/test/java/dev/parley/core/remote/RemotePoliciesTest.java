package dev.parley.core.remote;

import static dev.parley.core.support.Lab.await;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import dev.parley.core.person.Role;
import dev.parley.core.prompt.PromptData;
import dev.parley.core.prompt.PromptRequest;
import dev.parley.core.prompt.Prompts;
import dev.parley.core.station.StationData;
import dev.parley.core.support.Accounts.Somebody;
import dev.parley.core.support.Lab;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Policies on their makers' servers, and who does what with them. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
@WithTestResource(RemoteSettings.class)
class RemotePoliciesTest extends WithRemoteRig {
    @Inject
    Prompts prompts;

    @Inject
    Lab lab;

    @Test
    void whatConformsCanBeAskedForByEverybodyAndItsEpisodesCarryItsCertificate() throws Exception {
        StationData station = rig.station(stations);
        String name = rig.ready();

        assertThat(rig.server.handshakes)
                .allMatch(head -> head.contains("Authorization: Api-Key sesame-open-yourself"));
        assertThat(RemoteRig.offered()).contains(name);
        String seen = given().get("/api/v1/policies/" + name + "/conformance")
                .then()
                .statusCode(200)
                .body("examination.state", equalTo("CONFORMS"))
                .body("versions", hasSize(1))
                .body("versions[0].number", equalTo(1))
                .body("versions[0].current", equalTo(true))
                .extract()
                .asString();
        assertThat(seen).doesNotContain("127.0.0.1", "sesame");
        String digest = rig.conformance(name).extract().path("examination.certificate");
        String certificate = given().get("/api/v1/certificates/" + digest)
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(certificate).contains("parley:policy/" + name).doesNotContain("127.0.0.1", "sesame");
        String body = certificate.substring(0, certificate.indexOf(",\n  \"digest\"")) + "\n}";
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body.getBytes(UTF_8))))
                .isEqualTo(digest);

        assertThat(await(stations.find(station.id())).orElseThrow().policyDigests())
                .contains(rig.version(name));
        PromptData prompt = await(prompts.submit(ask(name), Lab.someone()));
        given().get("/api/v1/episodes/" + lab.lease(prompt, station).id())
                .then()
                .statusCode(200)
                .body("policyVersion.name", equalTo(name))
                .body("certificate", equalTo(digest));
    }

    private PromptRequest ask(String name) {
        return new PromptRequest(
                Optional.of("put the red cube in the blue bowl"),
                Optional.empty(),
                Optional.of(rig.scene),
                Optional.of(name),
                OptionalLong.empty());
    }

    @Test
    void everyAddressIsOpenToItsRolesAndToNobodyElse() {
        rig.station(stations);
        String name = rig.ready();
        Map<String, Function<RequestSpecification, ValidatableResponse>> calls = Map.of(
                "register",
                        as -> as.contentType(ContentType.JSON)
                                .body("{}")
                                .post("/api/v1/policies")
                                .then(),
                "own", as -> as.get("/api/v1/remote-policies").then(),
                "hosts", as -> as.get("/api/v1/remote-hosts").then(),
                "allow",
                        as -> as.contentType(ContentType.JSON)
                                .body("{}")
                                .post("/api/v1/remote-hosts")
                                .then(),
                "forbid",
                        as -> as.queryParam("reason", "x")
                                .delete("/api/v1/remote-hosts/nobody.lab")
                                .then(),
                "retire another's", as -> RemoteRig.retire(as, name));
        Somebody another = accounts.with(Role.RESEARCHER);
        Map<String, Somebody> callers = Map.of(
                "user", accounts.user(),
                "operator", accounts.with(Role.OPERATOR, "house"),
                "lab admin", accounts.with(Role.LAB_ADMIN, "house"),
                "researcher", another);
        calls.forEach((call, made) -> {
            made.apply(given()).statusCode(401);
            callers.forEach((role, caller) -> {
                boolean may =
                        role.equals("researcher") && List.of("register", "own").contains(call);
                int status = made.apply(caller.asks()).extract().statusCode();
                assertThat(status).as("%s by %s", call, role).isEqualTo(!may ? 403 : call.equals("own") ? 200 : 400);
            });
        });
        rig.researcher.asks().get("/api/v1/remote-policies").then().body("name", hasItem(name));
        another.asks().get("/api/v1/remote-policies").then().body("", empty());
        rig.admin.asks().get("/api/v1/remote-policies").then().body("name", hasItem(name));
        RemoteRig.retire(rig.admin.asks(), name).statusCode(200);
    }

    @Test
    void whoBroughtAPolicyNeitherAsksNorJudgesItAndMayStudyIt() {
        rig.station(stations);
        String name = rig.ready();
        Somebody another = accounts.with(Role.RESEARCHER);
        asking(rig.researcher, name).statusCode(403).body("code", equalTo("own-policy"));
        asking(another, name).statusCode(201);
        rig.study("of their own", name, rig.version(name));
    }

    private ValidatableResponse asking(Somebody who, String policy) {
        return who.asks()
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "instruction", "put the red cube in the blue bowl", "sceneId", rig.scene, "policyId", policy))
                .post("/api/v1/prompts")
                .then();
    }

    @Test
    void retiredPolicyIsNeitherOfferedNorExaminedAndKeepsItsVersions() {
        StationData station = rig.station(stations);
        String name = rig.ready();
        String digest = rig.version(name);
        RemoteRig.retire(rig.researcher.asks(), name).statusCode(200);
        assertThat(RemoteRig.offered()).doesNotContain(name);
        assertThat(await(stations.find(station.id())).orElseThrow().policyDigests())
                .doesNotContain(digest);
        rig.conformance(name).body("versions", hasSize(1));
        rig.examination(name, 409);
        RemoteRig.retire(rig.researcher.asks(), name).statusCode(409);
    }

    @Test
    void policyThatCannotBeAskedNowKeepsItsResults() {
        rig.station(stations);
        String name = rig.ready();
        given().get("/api/v1/policies/" + name + "/families").then().statusCode(200);
        RemoteRig.retire(rig.researcher.asks(), name).statusCode(200);
        given().get("/api/v1/policies/" + name + "/families").then().statusCode(200);
        given().get("/api/v1/policies/nobody-knows-it/families").then().statusCode(422);
    }

    @Test
    void everyChangeOfStateIsInTheTable() {
        assertThat(RemoteTransitions.TABLE.transitions()).hasSize(11);
        for (RemoteState to : RemoteState.values()) {
            assertThat(RemoteTransitions.TABLE.allows(RemoteState.RETIRED, to)).isFalse();
        }
    }
}
