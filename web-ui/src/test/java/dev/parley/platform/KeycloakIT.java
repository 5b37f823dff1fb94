package dev.parley.platform;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import com.microsoft.playwright.Page;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signing in by another service, against a real one. */
@Tag("slow")
class KeycloakIT {
    @Test
    void organisationVouchesForItsPeopleAndNothingHereDependsOnItAfterwards(@TempDir Path data) throws Exception {
        int port = Platform.freePort();
        URI back = URI.create("http://127.0.0.1:" + port + "/sign-in/elsewhere");
        try (Keycloak keycloak = new Keycloak(back);
                Platform platform = Platform.start(data, port, settings(keycloak));
                Browser first = new Browser();
                Browser second = new Browser()) {
            Page grace = first.page();
            signIn(platform, grace, "grace", "grace-only-for-tests");
            grace.waitForSelector("[data-name]:has-text('Grace Hopper')");
            grace.waitForSelector("[data-roles]:has-text('Operator · House lab')");
            first.screenshots("account-from-elsewhere");
            assertThat(cookies(grace)).contains("parley-person").noneMatch(name -> name.startsWith("q_"));
            String id = session(platform, grace);
            given().cookie("parley-person", cookie(grace))
                    .get(at(platform, "api/v1/session"))
                    .then()
                    .body("login", equalTo("grace"))
                    .body("mustChangePassword", equalTo(false))
                    .body("roles", hasSize(1));

            // Called there as the first admin is called here: somebody else, with no role.
            Page other = second.page();
            signIn(platform, other, "admin", "admin-only-for-tests");
            other.waitForSelector("[data-login]:has-text('admin-')");
            other.waitForSelector("[data-roles]:has-text('No roles')");

            grace.click("text=Sign out here");
            grace.waitForURL(platform.url().toString());
            signInAgain(platform, grace);
            assertThat(session(platform, grace)).as("the same person again").isEqualTo(id);

            keycloak.close();
            grace.reload();
            grace.waitForSelector("[data-name]:has-text('Grace Hopper')");
            List<String> secret = Files.readAllLines(data.resolve("secrets/first-admin.password"));
            given().contentType("application/json")
                    .body(Map.of("login", secret.getFirst(), "password", secret.getLast()))
                    .post(at(platform, "api/v1/session"))
                    .then()
                    .statusCode(200);
            assertThat(first.errors()).isEmpty();
        }
    }

    @Test
    void serviceThatIsAwayKeepsNothingFromStarting(@TempDir Path data) throws Exception {
        Map<String, String> settings = Map.of(
                "PARLEY_OIDC_ENABLED",
                "true",
                "PARLEY_OIDC_ISSUER",
                "http://127.0.0.1:" + Platform.freePort() + "/realms/none",
                "PARLEY_OIDC_CLIENT_ID",
                Keycloak.CLIENT,
                "PARLEY_OIDC_CLIENT_SECRET",
                Keycloak.SECRET);
        try (Platform platform = Platform.start(data, settings)) {
            given().get(at(platform, "api/v1/session")).then().statusCode(200).body("signedIn", equalTo(false));
            given().redirects()
                    .follow(false)
                    .get(at(platform, "sign-in/elsewhere"))
                    .then()
                    .statusCode(503)
                    .contentType(containsString("text/html"))
                    .header("Cache-Control", containsString("no-store"))
                    .body(containsString("service cannot be reached"))
                    .body(containsString("href=\"/sign-in\""))
                    .body(not(containsString("Exception")));
        }
    }

    private static Map<String, String> settings(Keycloak keycloak) {
        return Map.of(
                "PARLEY_OIDC_ENABLED",
                "true",
                "PARLEY_OIDC_ISSUER",
                keycloak.issuer(),
                "PARLEY_OIDC_CLIENT_ID",
                Keycloak.CLIENT,
                "PARLEY_OIDC_CLIENT_SECRET",
                Keycloak.SECRET,
                "PARLEY_OIDC_ROLES_CLAIM",
                "groups",
                "PARLEY_OIDC_ROLES",
                "robots=OPERATOR@house");
    }

    private static void signIn(Platform platform, Page page, String login, String password) {
        page.navigate(at(platform, "sign-in"));
        page.click("#elsewhere");
        page.waitForSelector("#kc-login", new Page.WaitForSelectorOptions().setTimeout(60_000));
        page.fill("#username", login);
        page.fill("#password", password);
        page.click("#kc-login");
        page.waitForURL(Pattern.compile(".*/account"), new Page.WaitForURLOptions().setTimeout(60_000));
    }

    /** The other service still knows the browser: signing out here does not sign out there. */
    private static void signInAgain(Platform platform, Page page) {
        page.navigate(at(platform, "sign-in"));
        page.click("#elsewhere");
        page.waitForURL(Pattern.compile(".*/account"), new Page.WaitForURLOptions().setTimeout(60_000));
        page.waitForSelector("[data-name]:has-text('Grace Hopper')");
    }

    private static String session(Platform platform, Page page) {
        return given().cookie("parley-person", cookie(page))
                .get(at(platform, "api/v1/session"))
                .then()
                .statusCode(200)
                .body("signedIn", equalTo(true))
                .extract()
                .path("id");
    }

    private static String cookie(Page page) {
        return page.context().cookies().stream()
                .filter(each -> each.name.equals("parley-person"))
                .findFirst()
                .orElseThrow()
                .value;
    }

    private static List<String> cookies(Page page) {
        return page.context().cookies().stream().map(each -> each.name).toList();
    }

    private static String at(Platform platform, String path) {
        return platform.url().resolve(path).toString();
    }
}
