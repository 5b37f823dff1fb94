package dev.parley.platform;

import static java.util.Objects.requireNonNull;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A browser in which axe-core looks at each page as people see it: light and dark, wide and narrow. */
final class Axe implements AutoCloseable {
    private static final String SCRIPT = "/axe.min.js";
    private static final Path PICTURES = Path.of("target", "screenshots", "axe");

    /**
     * One line a finding: rule, what it is about, and the element. Colours are looked at once they have settled, and pages from their
     * top: what the bar covers of one that is scrolled is no smaller for it.
     */
    private static final String FINDINGS = """
            async () => {
              window.scrollTo({ top: 0, behavior: 'instant' });
              const moving = document.getAnimations().filter(one => one.effect?.getComputedTiming().endTime !== Infinity);
              await Promise.all(moving.map(one => one.finished.catch(() => {})));
              const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
              const result = await axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] });
              return result.violations.flatMap(violation => violation.nodes.map(node =>
                violation.id + ' at ' + node.target.flat().join(' ') + ': '
                  + (node.failureSummary ?? violation.help).replace(/\\s+/g, ' ') + ' ' + node.html.slice(0, 200)));
            }""";

    private final Browser browser;
    private final List<String> findings = new ArrayList<>();
    private int looks;

    Axe() {
        browser = Browser.with(script());
    }

    private static String script() {
        try (InputStream script = requireNonNull(Axe.class.getResourceAsStream(SCRIPT), SCRIPT)) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("axe-core is in a jar of the tests' class path", e);
        }
    }

    Page page() {
        return browser.page();
    }

    Browser browser() {
        return browser;
    }

    /** Looks at what is open now, and keeps a picture of each look for people. */
    void look(String name) {
        browser.eachLook(how -> {
            looks++;
            String file = (name + " " + how)
                    .replaceAll("[^a-zA-Z0-9]+", "-")
                    .replaceAll("^-|-[0-9a-f]{8}-[0-9a-f-]{27}|-[0-9a-f]{64}", "");
            browser.page()
                    .screenshot(new Page.ScreenshotOptions()
                            .setPath(PICTURES.resolve(file + ".png"))
                            .setFullPage(true));
            for (Object found : (List<?>) browser.page().evaluate(FINDINGS)) {
                findings.add(name + " (" + how + "): " + found);
            }
        });
    }

    /** What was found up to now, each as page, look, rule, element. */
    List<String> findings() {
        return findings;
    }

    /** How often a page was looked at. */
    int looks() {
        return looks;
    }

    @Override
    public void close() {
        browser.close();
    }
}
