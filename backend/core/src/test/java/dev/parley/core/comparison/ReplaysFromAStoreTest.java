package dev.parley.core.comparison;

import static dev.parley.core.support.ComparisonRig.COMPARISONS;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.nullValue;

import dev.parley.core.artifact.ArtifactStore;
import dev.parley.core.artifact.StoredArtifact;
import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.station.StationData;
import dev.parley.core.station.StationKind;
import dev.parley.core.support.ComparisonRig;
import dev.parley.core.support.Lab;
import dev.parley.testing.EmbeddedServices;
import dev.parley.testing.S3Services;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The address of an object in a store has the episode's id in it: replays of a comparison never lead there. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
@QuarkusTestResource(value = S3Services.class, restrictToAnnotatedClass = true)
class ReplaysFromAStoreTest {
    @Inject
    Lab lab;

    @Inject
    ComparisonRig rig;

    @Inject
    ArtifactStore artifacts;

    @Test
    void replayComesThroughTheServerWholeAndInParts() throws Exception {
        StationData station = lab.station(StationKind.SIMULATOR);
        ComparisonData comparison = rig.compare(Lab.someone());
        byte[] video = new byte[300_000];
        new Random(7).nextBytes(video);
        AssignmentData first = rig.runBoth(comparison, station, video, video).getFirst();
        assertThat(artifacts.find(first.id(), first.fence(), "main.mp4"))
                .get()
                .isInstanceOf(StoredArtifact.Elsewhere.class);

        String replay = COMPARISONS + comparison.id() + "/left.mp4";
        String reader =
                given().post("/api/v1/guests").then().statusCode(201).extract().path("token");
        assertThat(given().redirects()
                        .follow(false)
                        .header("X-Parley-Guest", reader)
                        .get(replay)
                        .then()
                        .statusCode(200)
                        .header("Location", nullValue())
                        .header("ETag", nullValue())
                        .header("Content-Length", "300000")
                        .contentType("video/mp4")
                        .extract()
                        .asByteArray())
                .isEqualTo(video);
        assertThat(given().redirects()
                        .follow(false)
                        .header("X-Parley-Guest", reader)
                        .header("Range", "bytes=100000-100099")
                        .get(replay)
                        .then()
                        .statusCode(206)
                        .header("Content-Range", "bytes 100000-100099/300000")
                        .header("Content-Length", "100")
                        .extract()
                        .asByteArray())
                .isEqualTo(Arrays.copyOfRange(video, 100_000, 100_100));
    }
}
