package dev.parley.ui.frame;

import com.vaadin.flow.router.RouteConfiguration;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.communication.IndexHtmlResponse;
import dev.parley.ui.identity.Visitors;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Optional;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Completes the page's HTML: language, the theme script before the first paint, and the fonts that the first paint needs. */
@ApplicationScoped
class IndexPage {
    private static final int NOT_FOUND = 404;

    private final Visitors visitors;

    @Inject
    IndexPage(Visitors visitors) {
        this.visitors = visitors;
    }

    void listen(@Observes ServiceInitEvent event) {
        event.addIndexHtmlRequestListener(response -> {
            complete(response.getDocument());
            if (leadsSomewhere(response)) {
                visitors.arrives();
            } else {
                response.getVaadinResponse().setStatus(NOT_FOUND);
            }
        });
    }

    /** Which view it is turns out after this answer, in the browser; who reads this answer alone is told here. */
    private static boolean leadsSomewhere(IndexHtmlResponse response) {
        String path =
                Optional.ofNullable(response.getVaadinRequest().getPathInfo()).orElse("");
        String route = path.startsWith("/") ? path.substring(1) : path;
        return RouteConfiguration.forApplicationScope().getRoute(route).isPresent();
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
