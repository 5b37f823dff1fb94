package dev.parley.platform;

import static io.restassured.RestAssured.given;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import dev.parley.platform.rig.Agreement;
import dev.parley.platform.rig.Rig;
import dev.parley.server.child.FreePort;
import dev.parley.server.child.PostgresChild;
import io.restassured.path.json.JsonPath;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From an ask to a data set on a researcher's disk, although the server is killed while it writes it. */
@Tag("slow")
class DatasetIT {
    private static final Duration WITHIN = Duration.ofMinutes(8);
    private static final String OWN = "four words of my own";

    /** One request in five is kept for testing; of so many at least one is not. */
    private static final List<String> WORDS = List.of(
            "put the red cube in the blue bowl",
            "put the green cube in the orange bowl",
            "put the blue cube in the blue bowl");

    @Test
    void dataSetIsWrittenAlthoughItsServerIsKilledAndHoldsWhatItSays(@TempDir Path folder) throws Exception {
        Path data = Files.createDirectories(folder.resolve("data"));
        PostgresChild postgres = new PostgresChild(
                folder.resolve("postgres"), Rig.programs(), folder.resolve("records"), FreePort.find());
        postgres.start();
        Map<String, String> settings = Map.of(
                "PARLEY_POSTGRES_URL", postgres.url(),
                "PARLEY_POSTGRES_USER", "postgres",
                "PARLEY_POSTGRES_PASSWORD", "postgres");
        int port = Platform.freePort();
        String dataset;
        String cookie;
        try (Axe axe = new Axe()) {
            Page page = axe.page();
            try (Platform first = Platform.start(data, port, settings);
                    Connection sql = DriverManager.getConnection("jdbc:" + postgres.url(), "postgres", "postgres")) {
                asked(first);
                signIn(page, first, data);
                page.navigate(first.url().resolve("data").toString());
                page.waitForSelector("[data-estimate]:has-text('It would hold')");
                axe.look("Data, nothing made yet");
                axe.browser().screenshots("data-form");
                assertThat(axe.browser().overflowOnAPhonePx()).isZero();
                // The last step of the work waits here until the server is dead.
                sql.setAutoCommit(false);
                sql.createStatement().execute("LOCK TABLE dataset_episode IN ACCESS EXCLUSIVE MODE");
                page.click("text=Make it");
                page.waitForSelector("article[data-state=RUNNING] .bar");
                axe.look("Data, being made");
                axe.browser().screenshots("data-running");
                cookie = page.context().cookies().stream()
                        .filter(each -> each.name.equals("parley-person"))
                        .findFirst()
                        .orElseThrow()
                        .value;
                dataset = page.getAttribute("article[data-state=RUNNING]", "id");
                first.kill();
                sql.rollback();
            }
            try (Platform second = Platform.start(data, port, settings)) {
                URI address = second.url().resolve("api/v1/datasets/" + dataset);
                JsonPath ready = Awaitility.await()
                        .atMost(WITHIN)
                        .pollInterval(Duration.ofSeconds(1))
                        .until(
                                () -> given().get(address).jsonPath(),
                                told -> told.getString("state").equals("READY"));
                holdsWhatItSays(given().get(address + "/archive").asByteArray(), ready);
                page.navigate(second.url().resolve("data").toString());
                page.waitForSelector("article[data-state=READY] >> text=Download");
                page.waitForSelector("article[data-state=READY] >> text=kept until");
                page.click("text=Cite it and check it");
                axe.look("Data, ready");
                axe.browser().screenshots("data-ready");
                axe.browser().darkScreenshots("data-ready");
                assertThat(axe.browser().overflowOnAPhonePx()).isZero();
                token(axe, second, cookie);
                try (Connection sql = DriverManager.getConnection("jdbc:" + postgres.url(), "postgres", "postgres")) {
                    sql.createStatement()
                            .execute("UPDATE dataset SET ended_at = clock_timestamp() - interval '91 days',"
                                    + " fetched_at = NULL WHERE state = 'READY'");
                }
                Awaitility.await()
                        .atMost(WITHIN)
                        .pollInterval(Duration.ofSeconds(1))
                        .until(
                                () -> given().get(address).jsonPath().getString("state"),
                                state -> state.equals("EXPIRED"));
                page.navigate(second.url().resolve("data").toString());
                page.waitForSelector("article[data-state=EXPIRED] >> text=its file was deleted");
                axe.look("Data, not kept");
                axe.browser().screenshots("data-not-kept");
                assertThat(axe.browser().overflowOnAPhonePx()).isZero();
            }
            assertThat(axe.findings()).isEmpty();
        } finally {
            postgres.stop();
        }
    }

    /** Runs of somebody who agreed to training, each in its family of requests. */
    private static void asked(Platform platform) throws Exception {
        Visitor asker = new Visitor(platform);
        String version = asker.request().get(Agreement.PATH).path("version");
        Map<String, Object> agreed = new HashMap<>(Agreement.to(version));
        agreed.put("training", true);
        asker.request().body(agreed).put(Agreement.PATH).then().statusCode(200);
        for (String words : WORDS) {
            String ask = asker.ask(words);
            asker.await(ask, view -> view.path("state").asText().equals("COMPLETED"), WITHIN);
        }
        Awaitility.await()
                .atMost(WITHIN)
                .pollInterval(Duration.ofSeconds(2))
                .until(() -> given().get(platform.url().resolve("api/v1/datasets/estimate?format=lerobot-v3"))
                                .jsonPath()
                                .getInt("taken")
                        > 0);
    }

    private static void signIn(Page page, Platform platform, Path data) throws IOException {
        String once =
                Files.readAllLines(data.resolve("secrets/first-admin.password")).getLast();
        page.navigate(platform.url().resolve("sign-in").toString());
        page.fill("input[name=login]", "admin");
        page.fill("input[name=password]", once);
        page.click("button[type=submit]");
        page.waitForURL(Pattern.compile(".*/account"));
        page.waitForSelector("[data-must]:not([hidden])");
        page.fill("input[name=present]", once);
        page.fill("input[name=next]", OWN);
        page.fill("input[name=again]", OWN);
        page.click("text=Change the password");
        page.waitForSelector("[data-done]:not([hidden])");
    }

    private static void holdsWhatItSays(byte[] archive, JsonPath told) throws Exception {
        assertThat(sha256(archive)).isEqualTo(told.getString("archive.sha256"));
        Map<String, byte[]> files = new HashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName().substring(entry.getName().indexOf('/') + 1), zip.readAllBytes());
            }
        }
        JsonNode manifest = new ObjectMapper().readTree(files.get("manifest.json"));
        assertThat(manifest.get("files").size()).isEqualTo(files.size() - 1);
        for (JsonNode file : manifest.get("files")) {
            assertThat(sha256(requireNonNull(files.get(file.get("path").asText()))))
                    .isEqualTo(file.get("sha256").asText());
        }
        String info = files.keySet().stream()
                .filter(name -> name.endsWith("meta/info.json"))
                .findFirst()
                .orElseThrow();
        JsonNode about = new ObjectMapper().readTree(files.get(info));
        assertThat(about.get("total_episodes").asInt())
                .isEqualTo(told.getInt("episodes"))
                .isPositive();
        assertThat(about.get("features")
                        .get("observation.state")
                        .get("names")
                        .get(0)
                        .asText())
                .as("as the station names it")
                .doesNotStartWith("state_");
    }

    /** Made on the page, shown once, and good for what it says. */
    private static void token(Axe axe, Platform platform, String cookie) {
        Page page = axe.page();
        page.navigate(platform.url().resolve("account").toString());
        page.fill("parley-tokens input[name=name]", "my laptop");
        page.check("parley-tokens input[value=export]");
        page.click("text=Make a token");
        page.waitForSelector("parley-tokens [data-secret]:not([hidden])");
        axe.look("Account with a token");
        axe.browser().screenshots("account-token");
        assertThat(axe.browser().overflowOnAPhonePx()).isZero();
        String secret = page.textContent("parley-tokens [data-shown]");
        given().header("Authorization", "Bearer " + secret)
                .get(platform.url().resolve("api/v1/session"))
                .then()
                .statusCode(200);
        String own = given().cookie("parley-person", cookie)
                .get(platform.url().resolve("api/v1/tokens"))
                .asString();
        assertThat(own).contains("my laptop").doesNotContain(secret);
        page.click("text=Revoke");
        page.click("text=Press again to revoke it");
        page.waitForSelector("parley-tokens [data-tokens] li", detached());
        given().header("Authorization", "Bearer " + secret)
                .get(platform.url().resolve("api/v1/session"))
                .then()
                .statusCode(401);
    }

    private static Page.WaitForSelectorOptions detached() {
        return new Page.WaitForSelectorOptions().setState(WaitForSelectorState.DETACHED);
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
