package dev.parley.platform;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.platform.rig.Agreement;
import io.restassured.filter.cookie.CookieFilter;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs on the page for developers, as whoever reads it would run them. */
@Tag("slow")
class ProgramsIT {
    private static final int FEW = 3;
    private static final long WITHIN_MINUTES = 6;
    private static final String OWN = "four words of my own";

    @TempDir
    private Path folder;

    @Test
    void programsOnThePageAskWaitAndBringTheResultsHome() throws Exception {
        try (Platform platform = Platform.start(folder.resolve("data"))) {
            String python = shown(platform.url());
            String token = token(platform.url());
            Path results = folder.resolve("results");
            Path program = Files.writeString(folder.resolve("ask_many.py"), python);
            List<String> command = List.of("python3", program.toString(), "" + FEW, results.toString());

            assertThat(run(platform.url(), token, command)).contains("asked 3 of 3", "all of it is in");

            String csv = Files.readString(results.resolve("results.csv"));
            assertThat(csv.lines()).hasSize(1 + FEW);
            assertThat(csv).startsWith("prompt,state,").contains("COMPLETED");
            try (Stream<Path> files = Files.list(results)) {
                assertThat(files.filter(file -> file.toString().endsWith(".mp4")))
                        .hasSizeGreaterThanOrEqualTo(FEW)
                        .allSatisfy(film -> assertThat(new String(Files.readAllBytes(film), 4, 4, UTF_8))
                                .isEqualTo("ftyp"));
            }

            // Started again with the same folder it asks nothing twice.
            run(platform.url(), token, command);
            assertThat(Files.readString(results.resolve("results.csv"))).isEqualTo(csv);

            Path lines = Files.writeString(folder.resolve("ask_once.sh"), file(platform.url(), "ask_once.sh"));
            assertThat(run(platform.url(), token, List.of("sh", "-eu", lines.toString())))
                    .contains("\"state\":\"QUEUED\"", "\"open\":");
            assertThat(Files.readString(folder.resolve("results.csv")).lines()).hasSize(1 + FEW + 1);
        }
    }

    /** The text on the page, which is the file that it offers. */
    private static String shown(URI url) throws Exception {
        try (Axe axe = new Axe()) {
            axe.page().navigate(url.resolve("developers").toString());
            axe.page().waitForSelector("#python-text");
            axe.look("For programs");
            assertThat(axe.findings()).isEmpty();
            axe.browser().screenshots("developers");
            axe.browser().darkScreenshots("developers");
            assertThat(axe.browser().overflowOnAPhonePx()).isZero();
            String text = axe.page().textContent("#python-text");
            assertThat(text).isEqualTo(file(url, "ask_many.py"));
            assertThat(axe.page().textContent("#curl-text")).isEqualTo(file(url, "ask_once.sh"));
            return text;
        }
    }

    private static String file(URI url, String name) {
        return given().get(url.resolve("programs/" + name))
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    /** As a person makes one at their account. */
    private String token(URI url) throws Exception {
        List<String> first = Files.readAllLines(folder.resolve("data/secrets/first-admin.password"));
        CookieFilter cookies = new CookieFilter();
        as(url, cookies)
                .body(Map.of("login", first.getFirst(), "password", first.getLast()))
                .post("session")
                .then()
                .statusCode(200);
        as(url, cookies)
                .body(Map.of("present", first.getLast(), "next", OWN))
                .post("session/password")
                .then()
                .statusCode(200);
        String version = as(url, cookies).get(Agreement.PATH).path("version");
        as(url, cookies).body(Agreement.to(version)).put(Agreement.PATH).then().statusCode(200);
        return as(url, cookies)
                .body(Map.of("name", "my programs", "scopes", List.of("ask")))
                .post("tokens")
                .then()
                .statusCode(201)
                .extract()
                .path("secret");
    }

    private static RequestSpecification as(URI url, CookieFilter cookies) {
        return given().baseUri(url.resolve("api/v1/").toString())
                .filter(cookies)
                .contentType("application/json");
    }

    private String run(URI url, String token, List<String> command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said.txt").toFile());
        builder.environment().put("PARLEY", url.toString().replaceFirst("/$", ""));
        builder.environment().put("PARLEY_TOKEN", token);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(WITHIN_MINUTES, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        String said = Files.readString(folder.resolve("said.txt"));
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }
}
