package dev.parley.core.remote;

import static dev.parley.core.support.Lab.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import dev.parley.core.study.Studies;
import dev.parley.policy.link.StandInServer.Behaviour;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Servers that conform or do not, answer otherwise or not at all, and are themselves again. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
@WithTestResource(RemoteSettings.class)
class RemoteExaminationTest extends WithRemoteRig {
    @Inject
    Studies studies;

    @Test
    void whatDoesNotConformIsToldItsOwnerAloneAndExaminedAnewWhenTheyWish() {
        rig.station(stations);
        rig.allowServer();
        rig.width = 3;
        String name = RemoteRig.name();
        rig.register(rig.body(name)).statusCode(201);
        rig.becomes(name, "REFUSED");
        rig.conformance(name).body("examination.state", equalTo("DOES_NOT"));
        String digest = rig.conformance(name).extract().path("examination.certificate");
        given().get("/api/v1/certificates/" + digest)
                .then()
                .body("conforms", equalTo(false))
                .body("findings.find { it.check == 'width' }.verdict", equalTo("failed"));
        given().get("/api/v1/policies/" + name + "/conformance")
                .then()
                .statusCode(422)
                .body("code", equalTo("policy-unknown"));
        assertThat(RemoteRig.offered()).doesNotContain(name);

        rig.width = RemoteRig.WIDTH;
        rig.examination(name, 202);
        rig.becomes(name, "READY");
        assertThat(RemoteRig.offered()).contains(name);
    }

    @Test
    void serverThatAnswersOtherwiseIsAnotherVersionAndHoldsUpTheStudyOfTheFirstUntilItIsItselfAgain() {
        rig.station(stations);
        String name = rig.ready();
        String first = rig.version(name);
        String study = rig.study("before", name, first);
        // Nothing is begun before it was asked its canaries.
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(heldUp(study)).isEmpty());
        assertThat(await(studies.feed())).isPositive();

        rig.shift = 0.5f;
        rig.due(name);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> rig.conformance(name).extract().path("versions.size()"), size -> size.equals(2));
        rig.becomes(name, "READY");
        rig.conformance(name)
                .body("examination.because", equalTo("DRIFTED"))
                .body("versions[0].number", equalTo(2))
                .body("versions[0].current", equalTo(true))
                .body("versions[1].current", equalTo(false));
        assertThat(rig.version(name)).isNotEqualTo(first);
        assertThat(heldUp(study)).singleElement().asString().contains("answers otherwise now");
        String late = rig.study("too late", name, first);
        assertThat(heldUp(late)).hasSize(1);
        await(studies.feed());
        assertThat(waiting(late)).as("none of it is fed").isZero();

        rig.shift = 0f;
        rig.due(name);
        await().atMost(Duration.ofSeconds(60)).until(() -> rig.version(name), first::equals);
        rig.becomes(name, "READY");
        rig.conformance(name).body("versions", hasSize(2));
        assertThat(heldUp(study)).isEmpty();
        assertThat(heldUp(late)).isEmpty();
        await(studies.feed());
        assertThat(waiting(late)).isOne();
    }

    private long waiting(String study) {
        return await(postgres.preparedQuery("SELECT count(*) FROM turn WHERE author = $1")
                        .execute(Tuple.of(UUID.fromString(study))))
                .iterator()
                .next()
                .getLong(0);
    }

    private List<String> heldUp(String study) {
        return rig.researcher
                .asks()
                .get("/api/v1/studies/" + study)
                .then()
                .statusCode(200)
                .extract()
                .path("heldUpBy");
    }

    @Test
    void serverThatDoesNotAnswerIsAwayAndComesBackAsItWas() {
        rig.station(stations);
        String name = rig.ready();
        String before = rig.version(name);
        rig.server.behave((peer, request, reply) -> peer.fail("Traceback\nKeyError: ws " + rig.server.url()));
        rig.due(name);
        rig.becomes(name, "AWAY");
        assertThat(RemoteRig.offered()).doesNotContain(name);
        rig.conformance(name)
                .body("stateNote", containsString("reports an error"))
                .body("stateNote", not(containsString("127.0.0.1")));
        // A server's words are for its owner.
        given().get("/api/v1/policies/" + name + "/conformance")
                .then()
                .statusCode(200)
                .body("stateNote", equalTo(""));
        rig.server.behave(Behaviour.WELL);
        rig.becomes(name, "READY");
        assertThat(rig.version(name)).isEqualTo(before);
        assertThat(RemoteRig.offered()).contains(name);
    }

    @Test
    void examinationIsBegunAnewWhereAReplicaDiedOverItAndGivenUpWhereItNeverEnds() {
        rig.station(stations);
        String name = rig.ready();
        abandoned(name, 1);
        rig.becomes(name, "READY");
        rig.conformance(name)
                .body("examination.state", equalTo("CONFORMS"))
                .body("examination.because", equalTo("ASKED"))
                .body("versions", hasSize(1));

        int before = rig.server.connections.get();
        abandoned(name, 3);
        rig.becomes(name, "REFUSED");
        rig.conformance(name)
                .body("examination.state", equalTo("BROKE_OFF"))
                .body("examination.problem", containsString("3 times"));
        assertThat(rig.server.connections).hasValue(before);
    }

    /** As it is after whoever examines it is gone, for the so-manieth time. */
    private void abandoned(String name, int attempts) {
        await(postgres.preparedQuery("UPDATE remote_policy SET state = 'EXAMINING' WHERE name = $1")
                .execute(Tuple.of(name)));
        await(postgres.preparedQuery(
                        "INSERT INTO remote_examination (id, policy, because, state, asked_at, started_at,"
                                + " claimed_until, attempts, done, parts, doing) VALUES ($1, $2, 'ASKED', 'RUNNING',"
                                + " clock_timestamp(), clock_timestamp(), clock_timestamp() - interval '1 second', $3, 3, 7, 'x')")
                .execute(Tuple.of(UUID.randomUUID(), name, attempts)));
    }

    @Test
    void serverWhoseChunksChangeTheirSizeCannotBeKnownAgain() {
        rig.station(stations);
        rig.allowServer();
        rig.rows = () -> 2 + rig.server.connections.get() % 2;
        String name = RemoteRig.name();
        rig.register(rig.body(name)).statusCode(201);
        rig.becomes(name, "REFUSED");
        rig.conformance(name)
                .body("examination.state", equalTo("BROKE_OFF"))
                .body("examination.problem", containsString("another number of actions"));
    }

    @Test
    void whatAServerSaysIsKeptWhateverIsInIt() {
        rig.station(stations);
        String name = rig.ready();
        rig.server.behave((peer, request, reply) -> peer.text("oh\u0000no \u202e"));
        rig.due(name);
        rig.becomes(name, "AWAY");
        rig.conformance(name).body("stateNote", containsString("oh no"));
    }
}
