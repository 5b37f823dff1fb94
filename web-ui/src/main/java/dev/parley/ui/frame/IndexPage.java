package dev.parley.ui.frame;

import com.vaadin.flow.server.ServiceInitEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Completes the page's HTML: language, the theme script before the first paint, and the fonts that the first paint needs. */
@ApplicationScoped
class IndexPage {
    void listen(@Observes ServiceInitEvent event) {
        event.addIndexHtmlRequestListener(response -> complete(response.getDocument()));
    }

    private static void complete(Document page) {
        Element html = page.selectFirst("html");
        if (html != null) {
            html.attr("lang", "en");
        }
        // A file, not an inline script: the content security policy stays strict for what is ours.
        page.head().prependElement("script").attr("src", "/js/parley-theme.js");
        for (String font : new String[] {"inter-400", "inter-600"}) {
            page.head()
                    .appendElement("link")
                    .attr("rel", "preload")
                    .attr("as", "font")
                    .attr("type", "font/woff2")
                    .attr("crossorigin", "")
                    .attr("href", "/fonts/" + font + ".woff2");
        }
    }
}
