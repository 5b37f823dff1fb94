package dev.parley.platform;

import static dev.parley.platform.Brought.at;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.microsoft.playwright.ElementHandle;
import com.microsoft.playwright.Page;
import dev.parley.policy.onnx.TinyNetwork;
import io.restassured.http.ContentType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A policy as a file, from the page on which a researcher uploads it to an episode in which the simulator ran it. */
@Tag("slow")
class UploadPolicyIT {
    private static final String OWN = "four words of my own";
    private static final int WIDTH = 5;
    private static final int STATE = 6;
    private static final Page.WaitForSelectorOptions PATIENTLY = new Page.WaitForSelectorOptions().setTimeout(120_000);

    @Test
    void researcherUploadsAFileSeesItTriedAndAStrangerAsksIt(@TempDir Path data, @TempDir Path files) throws Exception {
        try (Platform platform = Platform.start(data);
                Axe axe = new Axe()) {
            admin(platform, data);
            Page page = axe.page();
            Browser browser = axe.browser();
            page.navigate(at(platform, "sign-in?next=/bring-your-policy"));
            page.fill("input[name=login]", "admin");
            page.fill("input[name=password]", OWN);
            page.click("form button[type=submit]");
            page.waitForURL(Pattern.compile(".*/bring-your-policy"));
            page.waitForSelector("[data-upload] [data-scenes] input[value=blocks-and-bowls]");
            axe.look("Bring your policy, with a file");
            browser.screenshots("upload-policy");
            browser.darkScreenshots("upload-policy");
            assertThat(browser.overflowOnAPhonePx()).isZero();

            upload(page, files, "endless", "Endless", TinyNetwork.endless());
            page.waitForSelector("[data-policy=endless][data-state=REFUSED]:has-text('no answer within')", PATIENTLY);
            upload(page, files, "wrong", "Wrong", TinyNetwork.always(0, 1, 4));
            page.waitForSelector("[data-upload] [data-trouble]:has-text('actions of 5 numbers')");
            upload(page, files, "sleeper", "Sleeper", TinyNetwork.firstFive());
            page.waitForSelector("[data-policy=sleeper][data-state=READY]", PATIENTLY);
            axe.look("Uploaded policies");
            browser.screenshots("uploaded-policies");
            browser.darkScreenshots("uploaded-policies");
            assertThat(browser.overflowOnAPhonePx()).isZero();

            Map<String, ?> episode = Brought.ended(platform, Brought.asked(platform, "sleeper"));
            assertThat(episode.get("state")).isIn("TRUNCATED", "TERMINATED");
            page.navigate(at(platform, "policies/sleeper"));
            page.waitForSelector("h1:has-text('Sleeper')");
            axe.look("An uploaded policy");
            browser.screenshots("policy-uploaded");
            assertThat(axe.findings()).isEmpty();
            assertThat(browser.errors()).isEmpty();
        }
    }

    private static void upload(Page page, Path files, String name, String title, byte[] network) throws Exception {
        Path file = files.resolve(name + ".onnx");
        Files.write(file, network);
        page.setInputFiles("[data-upload] input[name=file]", file);
        page.fill("[data-upload] input[name=name]", name);
        page.fill("[data-upload] input[name=title]", title);
        for (ElementHandle box : page.querySelectorAll("[data-upload] [data-scenes] input:checked")) {
            box.uncheck();
        }
        page.check("[data-upload] [data-scenes] input[value=blocks-and-bowls]");
        // Of the picture, the body and the words only the body.
        while (page.querySelectorAll("[data-upload] [data-inputs] > div").size() > 1) {
            page.click("[data-upload] [data-inputs] > div:last-child button");
        }
        page.selectOption("[data-upload] select[name=from]", "state");
        page.selectOption("[data-upload] select[name=type]", "float32");
        page.fill("[data-upload] input[name=tensor]", "state");
        page.fill("[data-upload] input[name=shape]", String.valueOf(STATE));
        page.fill("[data-upload] input[name=actionWidth]", String.valueOf(WIDTH));
        page.click("text=Upload it and have it tried");
    }

    @Test
    void uploadGoesOnAfterTheServerWasKilledInTheMiddle(@TempDir Path data) throws Exception {
        byte[] file = TinyNetwork.firstFive();
        int half = file.length / 2;
        int port = Platform.freePort();
        String cookie;
        try (Platform platform = Platform.start(data, port)) {
            cookie = admin(platform, data);
            given().cookie("parley-person", cookie)
                    .contentType(ContentType.JSON)
                    .body(declaration(file))
                    .post(at(platform, "api/v1/policies"))
                    .then()
                    .statusCode(201);
            piece(platform, cookie, 0, Arrays.copyOf(file, half), "RECEIVING");
            platform.kill();
        }
        try (Platform platform = Platform.start(data, port)) {
            int here = given().cookie("parley-person", cookie)
                    .get(at(platform, "api/v1/policies/survivor/file"))
                    .then()
                    .statusCode(200)
                    .extract()
                    .path("receivedBytes");
            assertThat(here).isEqualTo(half);
            piece(platform, cookie, half, Arrays.copyOfRange(file, half, file.length), "TRYING");
            await().atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> given().get(at(platform, "api/v1/policies/survivor/file"))
                                    .statusCode()
                            == 200);
        }
    }

    private static Map<String, Object> declaration(byte[] file) throws Exception {
        return Map.of(
                "name",
                "survivor",
                "kind",
                "onnx",
                "sizeBytes",
                file.length,
                "sha256",
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file)),
                "mapping",
                Map.of(
                        "sceneIds",
                        List.of("blocks-and-bowls"),
                        "inputs",
                        List.of(Map.of("tensor", "state", "from", "state", "shape", List.of(STATE))),
                        "output",
                        "action",
                        "actionWidth",
                        WIDTH,
                        "horizon",
                        1));
    }

    private static void piece(Platform platform, String cookie, int offset, byte[] bytes, String then) {
        given().cookie("parley-person", cookie)
                .contentType("application/octet-stream")
                .header("Upload-Offset", offset)
                .body(bytes)
                .patch(at(platform, "api/v1/policies/survivor/file"))
                .then()
                .statusCode(200)
                .body("state", equalTo(then));
    }

    /** A session's cookie. */
    private static String admin(Platform platform, Path data) throws Exception {
        Brought.admin(platform, data, OWN);
        return given().contentType(ContentType.JSON)
                .body(Map.of("login", "admin", "password", OWN))
                .post(at(platform, "api/v1/session"))
                .then()
                .statusCode(200)
                .extract()
                .cookie("parley-person");
    }
}
