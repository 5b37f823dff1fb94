package dev.parley.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands between the public and a robot, as people meet it: agreement, somebody who looks first, and the way back. */
@Tag("slow")
class PublicDeskIT {
    private static final double LONG_MS = 480_000;

    @Test
    void photoWaitsForAPersonWhoPassesItAndAllOfItCanBeTakenBack(@TempDir Path data) throws Exception {
        try (Platform platform = Platform.start(data);
                Browser browser = new Browser();
                Browser operator = new Browser()) {
            Page page = browser.page();
            page.navigate(platform.url().resolve("consent").toString());
            page.waitForSelector("text=CC BY 4.0");
            browser.screenshots("consent-page");
            assertThat(browser.overflowOnAPhonePx()).isZero();
            page.navigate(platform.url().resolve("?scene=room").toString());
            page.click("[role=tab]:has-text('Show it')");
            page.click("button:has-text('Send a picture')");
            page.setInputFiles("#ask-show input[type=file]", new FilePayload("photo.png", "image/png", photo()));
            browser.agree();
            page.waitForSelector("#ask-show .goalpic");
            page.click("#ask-button");
            page.waitForURL(Pattern.compile(".*/asks/.*"));
            page.waitForSelector("#held", new Page.WaitForSelectorOptions().setTimeout(LONG_MS));
            browser.screenshots("held");
            assertThat(browser.overflowOnAPhonePx()).isZero();

            Page desk = operator.page();
            desk.navigate(platform.url().resolve("moderation").toString());
            desk.fill("input[name=key]", "not a key of anybody here at all");
            desk.click("text=Open the desk");
            desk.waitForSelector("[data-trouble]:has-text('operator')");
            desk.fill(
                    "input[name=key]",
                    Files.readString(data.resolve("secrets/moderation.key")).strip());
            desk.click("text=Open the desk");
            desk.waitForSelector("[data-case] img.goalpic");
            operator.screenshots("moderation");
            assertThat(operator.overflowOnAPhonePx()).isZero();
            desk.fill("[data-case] input[name=reason]", "a drawing, nobody on it");
            desk.click("[data-case] button[value=pass]");
            desk.waitForSelector("[data-decided] .bdg:has-text('Passed')");
            operator.screenshots("moderation-decided");

            page.waitForSelector("parley-episode", new Page.WaitForSelectorOptions().setTimeout(LONG_MS));
            page.waitForSelector("parley-replay", new Page.WaitForSelectorOptions().setTimeout(LONG_MS));
            String ask = page.url();
            page.navigate(platform.url().resolve("my").toString());
            page.waitForSelector(".ask-row");
            page.check("#my-training");
            page.waitForSelector("text=Saved: it may be used for training.");
            browser.screenshots("my");
            assertThat(browser.overflowOnAPhonePx()).isZero();
            page.navigate(ask);
            page.click("summary:has-text('Take this back')");
            browser.screenshots("take-back");
            page.click("#take-back");
            page.waitForSelector("#erased");
            browser.screenshots("erased");
            assertThat(browser.overflowOnAPhonePx()).isZero();
            assertThat(browser.errors()).isEmpty();
        }
    }

    private static byte[] photo() throws IOException {
        BufferedImage image = new BufferedImage(256, 256, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.LIGHT_GRAY);
        graphics.fillRect(0, 0, 256, 256);
        graphics.setColor(Color.RED);
        graphics.fillOval(90, 60, 70, 70);
        graphics.dispose();
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(image, "png", png);
        return png.toByteArray();
    }
}
