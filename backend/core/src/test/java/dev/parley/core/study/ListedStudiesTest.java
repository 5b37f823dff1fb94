package dev.parley.core.study;

import static dev.parley.core.study.StudyCalls.STUDIES;
import static dev.parley.core.study.StudyCalls.submitted;
import static dev.parley.core.support.Lab.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.parley.contracts.StudyId;
import dev.parley.core.station.StationKind;
import dev.parley.core.support.Lab;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The list of everybody's studies. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
@QuarkusTestResource(StudySettings.class)
class ListedStudiesTest {
    private static final String RECENT = STUDIES + "/recent";

    @Inject
    Lab lab;

    @Inject
    Studies studies;

    @Inject
    Pool sql;

    @BeforeEach
    void sceneIsAnnouncedAndNothingRuns() {
        nothingRunsOn();
        lab.station(StationKind.SIMULATOR);
    }

    @AfterEach
    void nothingRunsOn() {
        await(sql.query("UPDATE study SET state = 'WITHDRAWN', ended_at = now() WHERE state = 'RUNNING'")
                .execute());
        await(studies.feed());
    }

    @Test
    void newestComeFirstForAnybodyAndAPageGoesOnAfterTheLastOneSeen() {
        String first = submitted("carl", "listed " + UUID.randomUUID(), 1);
        String second = submitted("ada", "listed " + UUID.randomUUID(), 2);
        String third = submitted("carl", "listed " + UUID.randomUUID(), 3);

        given().get(RECENT + "?limit=2")
                .then()
                .statusCode(200)
                .body("id", equalTo(List.of(third, second)))
                .body("submittedBy", equalTo(List.of("carl", "ada")))
                .body("[0].name", containsString("listed"))
                .body("[0].question", nullValue())
                .body("[0].state", equalTo("RUNNING"))
                .body("[0].createdAt", notNullValue())
                .body("[0].endedAt", nullValue())
                .body("[0].policies", hasSize(1))
                .body("[0].policies[0].name", equalTo(Lab.POLICY))
                .body("[0].policies[0].digest", equalTo(Lab.DIGEST))
                .body("[0].verdict", nullValue())
                .body("[0].counted", equalTo("ITEMS"))
                .body("[0].over", equalTo(0))
                .body("[0].most", equalTo(3));
        given().get(RECENT + "?limit=1&after=" + second).then().body("id", equalTo(List.of(first)));
    }

    /** However pages are cut, nobody sees one twice or misses one, even of the same moment. */
    @Test
    void pagesTogetherAreTheWholeList() {
        for (int each = 0; each < 3; each++) {
            submitted("carl", "of one moment " + UUID.randomUUID(), 1);
        }
        await(sql.query("UPDATE study SET created_at = (SELECT max(created_at) FROM study) WHERE id IN"
                        + " (SELECT id FROM study ORDER BY created_at DESC LIMIT 3)")
                .execute());

        List<StudyId> whole = ids(await(studies.newest(Optional.empty(), 5)));
        assertThat(whole).hasSizeGreaterThanOrEqualTo(3).doesNotHaveDuplicates();
        Optional<StudyId> last = Optional.empty();
        for (StudyId wanted : whole) {
            List<StudyId> page = ids(await(studies.newest(last, 1)));
            assertThat(page).containsExactly(wanted);
            last = Optional.of(wanted);
        }
    }

    private static List<StudyId> ids(List<ListedStudy> listed) {
        return listed.stream().map(ListedStudy::id).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "101", "many"})
    void limitOutsideOfItsRangeIsRefused(String limit) {
        given().get(RECENT + "?limit=" + limit)
                .then()
                .statusCode(400)
                .body("detail", containsString("limit is a whole number from 1 to 100"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100})
    void limitAtTheEdgeIsTaken(int limit) {
        given().get(RECENT + "?limit=" + limit).then().statusCode(200);
    }

    @Test
    void pageAfterWhatIsNoStudyIsRefused() {
        given().get(RECENT + "?after=" + UUID.randomUUID())
                .then()
                .statusCode(404)
                .body("code", equalTo("study-unknown"));
        given().get(RECENT + "?after=yesterday").then().statusCode(400).body("code", equalTo("id-malformed"));
        assertThat(await(studies.newest(Optional.of(StudyId.random()), 5))).isEmpty();
    }
}
