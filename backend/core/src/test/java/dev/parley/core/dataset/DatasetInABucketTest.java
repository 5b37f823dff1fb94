package dev.parley.core.dataset;

import static dev.parley.core.support.Lab.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.artifact.ArchiveStore;
import dev.parley.core.artifact.StoredArtifact;
import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.person.Role;
import dev.parley.core.support.Accounts;
import dev.parley.testing.EmbeddedServices;
import dev.parley.testing.S3Services;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Recordings that are read from a bucket, and an archive that is fetched from there, past the server. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
@QuarkusTestResource(value = S3Services.class, restrictToAnnotatedClass = true)
class DatasetInABucketTest {
    @Inject
    Recorded recorded;

    @Inject
    Accounts accounts;

    @Inject
    ArchiveStore archives;

    @Inject
    DatasetRows rows;

    @Inject
    DatasetLoop loop;

    @Test
    void archiveIsFetchedFromTheBucketInPartsAndGoesWithWhatIsTakenBack() throws Exception {
        String from = Instant.now().toString();
        AssignmentData first = recorded.episode(recorded.person(true), "first", Recorded.OPEN, 'a');
        recorded.episode(recorded.person(true), "second", Recorded.OPEN, 'b');
        String location = Home.ask(accounts.with(Role.RESEARCHER), "lerobot-v3", Map.of("from", from))
                .statusCode(202)
                .extract()
                .header("Location");
        JsonPath told = Home.ended(location);
        assertThat(told.getString("state")).as(told.prettify()).isEqualTo("READY");
        assertThat(told.getInt("episodes")).isEqualTo(2);
        String elsewhere = given().redirects()
                .follow(false)
                .get(location + "/archive")
                .then()
                .statusCode(302)
                .extract()
                .header("Location");
        try (HttpClient http = HttpClient.newHttpClient()) {
            byte[] whole = http.send(
                            HttpRequest.newBuilder(URI.create(elsewhere)).build(), BodyHandlers.ofByteArray())
                    .body();
            assertThat(Recorded.sha256(whole)).isEqualTo(told.getString("archive.sha256"));
            byte[] rest = http.send(
                            HttpRequest.newBuilder(URI.create(elsewhere))
                                    .header("Range", "bytes=500-")
                                    .build(),
                            BodyHandlers.ofByteArray())
                    .body();
            assertThat(rest).isEqualTo(Arrays.copyOfRange(whole, 500, whole.length));
        }
        String key = await(rows.find(DatasetId.parse(told.getString("id"))))
                .orElseThrow()
                .archive()
                .orElseThrow()
                .key();
        assertThat(archives.find(key)).get().isInstanceOf(StoredArtifact.Elsewhere.class);

        recorded.withdraw(first);
        await(loop.recall());

        assertThat(archives.find(key)).isEmpty();
        given().get(location + "/archive").then().statusCode(410);
    }
}
