package dev.parley.core.dataset;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.support.Accounts;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.awaitility.Awaitility;

/** A data set asked for over REST, fetched and unpacked, in tests. */
record Home(String id, JsonPath told, Path root) {
    private static final Duration LONG = Duration.ofSeconds(90);

    static ValidatableResponse ask(Accounts.Somebody who, String format, Map<String, Object> filter) {
        return who.asks()
                .contentType(ContentType.JSON)
                .body(Map.of("format", format, "filter", filter))
                .post("/api/v1/datasets")
                .then();
    }

    static JsonPath ended(String location) {
        return Awaitility.await()
                .atMost(LONG)
                .until(
                        () -> given().get(location)
                                .then()
                                .statusCode(200)
                                .extract()
                                .jsonPath(),
                        found -> !Set.of("QUEUED", "RUNNING").contains(found.getString("state")));
    }

    /** Asks for one, waits until it is ready, and unpacks it. */
    static Home take(Accounts.Somebody who, String format, Map<String, Object> filter, Path folder) throws IOException {
        String location = ask(who, format, new HashMap<>(filter))
                .statusCode(202)
                .extract()
                .header("Location");
        JsonPath told = ended(location);
        assertThat(told.getString("state")).as(told.prettify()).isEqualTo("READY");
        byte[] archive = given().get(location + "/archive")
                .then()
                .statusCode(200)
                .contentType("application/zip")
                .header("ETag", "\"" + told.getString("archive.sha256") + "\"")
                .extract()
                .asByteArray();
        assertThat(archive.length).isEqualTo(told.getInt("archive.sizeBytes"));
        assertThat(Recorded.sha256(archive)).isEqualTo(told.getString("archive.sha256"));
        Files.createDirectories(folder);
        Path zip = folder.resolve(told.getString("id") + ".zip");
        Files.write(zip, archive);
        Path root = folder.resolve("nothing");
        try (ZipInputStream input = new ZipInputStream(Files.newInputStream(zip))) {
            for (ZipEntry entry = input.getNextEntry(); entry != null; entry = input.getNextEntry()) {
                Path file = folder.resolve(entry.getName());
                root = folder.resolve(
                        entry.getName().substring(0, entry.getName().indexOf('/')));
                Files.createDirectories(file.getParent());
                Files.copy(input, file);
            }
        }
        return new Home(told.getString("id"), told, root);
    }

    String text(String path) throws IOException {
        return Files.readString(root.resolve(path));
    }
}
