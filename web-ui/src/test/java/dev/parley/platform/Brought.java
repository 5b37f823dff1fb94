package dev.parley.platform;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.parley.platform.rig.Agreement;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Around a policy that somebody brought: its platform's first admin, a stranger who asks it, and the episode that comes of it. */
final class Brought {
    private static final Set<String> ENDED = Set.of("TERMINATED", "TRUNCATED", "ABORTED", "LOST");

    private Brought() {}

    /** By a guest: who brought a policy does not ask it. */
    static String asked(Platform platform, String policy) {
        String guest = given().post(at(platform, "api/v1/guests"))
                .then()
                .statusCode(201)
                .extract()
                .path("token");
        RequestSpecification as = given().header("X-Parley-Guest", guest).contentType(ContentType.JSON);
        String version = given().get(at(platform, "api/v1/" + Agreement.PATH))
                .then()
                .extract()
                .path("version");
        given().spec(as)
                .body(Agreement.to(version))
                .put(at(platform, "api/v1/" + Agreement.PATH))
                .then()
                .statusCode(200);
        return given().spec(as)
                .body(Map.of(
                        "instruction",
                        "put the red cube in the blue bowl",
                        "sceneId",
                        "blocks-and-bowls",
                        "policyId",
                        policy,
                        "seed",
                        7))
                .post(at(platform, "api/v1/prompts"))
                .then()
                .statusCode(201)
                .body("id", not(equalTo("")))
                .extract()
                .path("id");
    }

    /** Its only episode, once it has ended. */
    static Map<String, ?> ended(Platform platform, String prompt) {
        await().atMost(Duration.ofMinutes(8))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> {
                    List<Map<String, ?>> found = episodes(platform, prompt);
                    return !found.isEmpty()
                            && ENDED.contains(String.valueOf(found.getFirst().get("state")));
                });
        return given().get(at(
                        platform,
                        "api/v1/episodes/"
                                + episodes(platform, prompt).getFirst().get("id")))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getMap("");
    }

    private static List<Map<String, ?>> episodes(Platform platform, String prompt) {
        return given().get(at(platform, "api/v1/prompts/" + prompt))
                .then()
                .statusCode(200)
                .extract()
                .path("episodes");
    }

    /** Gives the first admin a password of its own. */
    static void admin(Platform platform, Path data, String next) throws Exception {
        List<String> secret = Files.readAllLines(data.resolve("secrets/first-admin.password"));
        String first = given().contentType(ContentType.JSON)
                .body(Map.of("login", secret.getFirst(), "password", secret.getLast()))
                .post(at(platform, "api/v1/session"))
                .then()
                .statusCode(200)
                .extract()
                .cookie("parley-person");
        given().cookie("parley-person", first)
                .contentType(ContentType.JSON)
                .body(Map.of("present", secret.getLast(), "next", next))
                .post(at(platform, "api/v1/session/password"))
                .then()
                .statusCode(200);
    }

    static String at(Platform platform, String path) {
        return platform.url().resolve(path).toString();
    }
}
