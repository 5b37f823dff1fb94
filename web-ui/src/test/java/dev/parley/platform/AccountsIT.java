package dev.parley.platform;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the first start to an operator: accounts as people meet them, in a browser, on the packaged server. */
@Tag("slow")
class AccountsIT {
    private static final String OWN = "four words of my own";

    @Test
    void firstAdminChoosesAPasswordCreatesAnOperatorAndReadsWhatWasDone(@TempDir Path data) throws Exception {
        try (Platform platform = Platform.start(data);
                Axe axe = new Axe();
                Browser second = new Browser()) {
            List<String> secret = Files.readAllLines(data.resolve("secrets/first-admin.password"));
            assertThat(platform.said())
                    .as("no terminal listens: the place is said and not the password")
                    .anyMatch(line -> line.contains("first-admin.password"))
                    .noneMatch(line -> line.contains(secret.getLast()));
            assertThat(platform.logEnd()).doesNotContain(secret.getLast());

            Page admin = axe.page();
            Browser browser = axe.browser();
            admin.navigate(at(platform, "admin/people"));
            admin.waitForURL(Pattern.compile(".*/sign-in\\?next=/admin/people"));
            axe.look("Sign in");
            browser.screenshots("sign-in");
            assertThat(browser.overflowOnAPhonePx()).isZero();
            signIn(admin, secret.getFirst(), "not the password at all");
            admin.waitForSelector("[data-trouble]:has-text('wrong')");
            browser.screenshots("sign-in-refused");
            browser.errors().clear();

            signIn(admin, secret.getFirst(), secret.getLast());
            admin.waitForURL(Pattern.compile(".*/account"));
            admin.waitForSelector("[data-must]:not([hidden])");
            axe.look("Account before the first change");
            browser.screenshots("account-must-change");
            admin.fill("input[name=present]", secret.getLast());
            admin.fill("input[name=next]", OWN);
            admin.fill("input[name=again]", OWN);
            admin.click("text=Change the password");
            admin.waitForSelector("[data-done]:not([hidden])");
            axe.look("Account");
            browser.screenshots("account");
            assertThat(browser.overflowOnAPhonePx()).isZero();

            admin.click("[data-desks] >> text=People");
            admin.waitForSelector("[data-login=admin]");
            admin.fill("[data-new] input[name=login]", "olga");
            admin.fill("[data-new] input[name=name]", "Olga Operator");
            admin.click("text=Create the account");
            admin.waitForSelector("[data-secret]:not([hidden])");
            String password = admin.textContent("[data-secret] [data-password]");
            assertThat(admin.textContent("[data-secret] [data-until]")).startsWith("It is good until ");
            admin.click("[data-login=olga] summary");
            admin.fill("[data-login=olga] input[name=reason]", "stands beside the arm");
            admin.selectOption("[data-login=olga] select >> nth=0", "OPERATOR");
            admin.click("[data-login=olga] >> text=Grant the role");
            admin.waitForSelector("[data-login=olga] .bdg:has-text('Operator')");
            axe.look("People");
            browser.screenshots("people");
            browser.darkScreenshots("people");
            assertThat(browser.overflowOnAPhonePx()).isZero();
            showsWhatWasLookedForLast(browser, "input[name=like]", "Nobody has such a login or name.");

            Page olga = second.page();
            olga.navigate(at(platform, "sign-in"));
            signIn(olga, "olga", password);
            olga.waitForSelector("[data-must]:not([hidden])");
            olga.fill("input[name=present]", password);
            olga.fill("input[name=next]", OWN + " too");
            olga.fill("input[name=again]", OWN + " too");
            olga.click("text=Change the password");
            olga.waitForSelector("[data-done]:not([hidden])");
            olga.waitForSelector("[data-roles]:has-text('Operator · House lab')");
            assertThat(olga.navigate(at(platform, "admin/people")).status()).isEqualTo(403);
            olga.waitForSelector("text=This desk is not for your roles");
            second.screenshots("not-for-your-roles");
            second.errors().clear();

            admin.navigate(at(platform, "admin/audit"));
            admin.waitForSelector("[data-list] li:has-text('Granted a role')");
            admin.selectOption("select[name=action]", "role");
            admin.click("form.audit-search button");
            admin.waitForURL(Pattern.compile(".*action=role"));
            admin.waitForSelector("[data-list] li:has-text('stands beside the arm')");
            assertThat(admin.textContent("[data-list] li:has-text('stands beside the arm')"))
                    .contains("in House lab", "operator of House lab");
            axe.look("Audit");
            browser.screenshots("audit");
            browser.darkScreenshots("audit");
            assertThat(browser.overflowOnAPhonePx()).isZero();
            showsWhatWasLookedForLast(browser, "form.audit-search input[name=who]", "Nothing of that kind was done.");
            admin.navigate(at(platform, "admin/audit?action=role.granted"));
            admin.waitForSelector("[data-list] li:has-text('stands beside the arm')");
            assertThat(admin.textContent("select[name=action] option:checked")).isEqualTo("Granted a role");

            admin.navigate(at(platform, "moderation"));
            admin.waitForSelector("[data-desk]:not([hidden])");

            asksAsThemselvesInFlowsPagesToo(platform, olga);
            policyOfALabIsNotItsPeoplesToAsk(platform, admin, axe, olga, second);

            olga.navigate(at(platform, "account"));
            olga.click("text=Sign out everywhere");
            olga.waitForURL(platform.url().toString());
            olga.navigate(at(platform, "account"));
            olga.waitForSelector("[data-guest]:not([hidden])");
            assertThat(axe.findings()).isEmpty();
            assertThat(browser.errors()).isEmpty();
            assertThat(second.errors()).isEmpty();

            staysHereWhateverALinkSays(platform, olga);
        }
    }

    /** What was looked for before it is answered after it, as may happen on any line. */
    private static void showsWhatWasLookedForLast(Browser browser, String field, String nothing) {
        Page page = browser.page();
        browser.keepBack("=olga");
        page.fill(field, "olga");
        page.press(field, "Enter");
        browser.waitUntilKeptBack();
        page.fill(field, "not one of them");
        page.press(field, "Enter");
        page.waitForSelector("[data-list]:has-text('" + nothing + "')");
        browser.letGo();
        assertThat(page.textContent("[data-list]")).isEqualTo(nothing);
    }

    /** A link to the sign-in page sends nobody to another site afterwards. */
    private static void staysHereWhateverALinkSays(Platform platform, Page olga) {
        for (String next : List.of("/.//elsewhere.example/", "/x/..//elsewhere.example/", "//elsewhere.example/")) {
            olga.navigate(at(platform, "sign-in?next=" + next));
            signIn(olga, "olga", OWN + " too");
            olga.waitForURL(url -> !url.contains("/sign-in"));
            assertThat(olga.url()).as(next).startsWith(platform.url().toString());
        }
    }

    private static void policyOfALabIsNotItsPeoplesToAsk(
            Platform platform, Page admin, Axe axe, Page olga, Browser second) throws Exception {
        admin.navigate(at(platform, "admin/people"));
        admin.click("#owners [data-policy=tabletop-bc] summary");
        admin.fill("#owners [data-policy=tabletop-bc] input[name=reason]", "they trained it");
        admin.selectOption("#owners [data-policy=tabletop-bc] select", "house");
        admin.click("#owners [data-policy=tabletop-bc] >> text=Say whose it is");
        admin.waitForSelector("#owners [data-policy=tabletop-bc] .bdg:has-text('House lab')");
        axe.look("Whose policies are");
        axe.browser().screenshots("people-owners");
        axe.browser().darkScreenshots("people-owners");
        assertThat(axe.browser().overflowOnAPhonePx()).isZero();
        admin.navigate(at(platform, "policies/tabletop-bc"));
        admin.waitForSelector("#policy-owner:has-text('House lab')");
        axe.look("Policy of a lab");
        admin.navigate(at(platform, "admin/audit"));
        admin.waitForSelector("[data-list] li:has-text('Said whose a policy is')");

        olga.navigate(at(platform, "?policy=tabletop-bc"));
        olga.waitForSelector("summary:has-text('Your own lab’s are not here')");
        assertThat(olga.textContent("summary:has-text('Your own lab’s are not here')"))
                .doesNotContain("Tabletop imitator (");
        second.screenshots("ask-own-left-out");
    }

    /** What was asked on the page is the person's: REST lists it with their cookie, and with no guest's. */
    private static void asksAsThemselvesInFlowsPagesToo(Platform platform, Page olga) {
        olga.navigate(platform.url().toString());
        olga.fill("#prompt-text", "put the red cube in the orange bowl");
        olga.click("#ask-button");
        olga.waitForSelector("#consent-agree");
        olga.check("#consent-publish");
        olga.check("#consent-ageOk");
        olga.click("#consent-agree");
        olga.waitForURL(Pattern.compile(".*/asks/.*"));
        String prompt = olga.url().replaceFirst(".*/asks/", "").replaceFirst("\\?.*", "");
        String cookie = olga.context().cookies().stream()
                .filter(each -> each.name.equals("parley-person"))
                .findFirst()
                .orElseThrow()
                .value;
        List<String> own = given().cookie("parley-person", cookie)
                .get(at(platform, "api/v1/prompts"))
                .then()
                .statusCode(200)
                .extract()
                .path("id");
        assertThat(own).containsExactly(prompt);
    }

    private static void signIn(Page page, String login, String password) {
        page.fill("input[name=login]", login);
        page.fill("input[name=password]", password);
        page.click("form button[type=submit]");
    }

    private static String at(Platform platform, String path) {
        return platform.url().resolve(path).toString();
    }
}
