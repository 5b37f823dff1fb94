package dev.parley.ui.html;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Answers the current request with a page: compressed where the browser takes it, 304 where it has it already. */
@RequestScoped
public class HtmlAnswer {
    private static final String TYPE = "text/html;charset=UTF-8";

    private final HttpHeaders request;

    @Inject
    public HtmlAnswer(HttpHeaders request) {
        this.request = request;
    }

    /** What may be kept for how long, by browsers and by proxies between. */
    public enum Keep {
        /** It changes while people look; the last one may be shown while the next is fetched. */
        MOMENT(Duration.ofSeconds(1), Duration.ofSeconds(5)),
        /** It has ended and stays as it is. */
        LONG(Duration.ofMinutes(10), Duration.ofMinutes(20)),
        /** It is for one reader, or it failed. */
        NEVER(Duration.ZERO, Duration.ZERO);

        private final String header;

        Keep(Duration fresh, Duration stale) {
            header = fresh.isZero()
                    ? "private, no-store"
                    : "public, max-age=%d, stale-while-revalidate=%d".formatted(fresh.toSeconds(), stale.toSeconds());
        }
    }

    public Response of(HtmlPage page, Keep keep) {
        return of(Response.Status.OK, page, keep);
    }

    public Response of(Response.Status status, HtmlPage page, Keep keep) {
        if (keep != Keep.NEVER && page.tag().equals(request.getHeaderString(HttpHeaders.IF_NONE_MATCH))) {
            return head(Response.notModified(), page, keep).build();
        }
        Response.ResponseBuilder response = head(Response.status(status), page, keep);
        return takesGzip(request.getHeaderString(HttpHeaders.ACCEPT_ENCODING))
                ? response.entity(page.gzip())
                        .header(HttpHeaders.CONTENT_ENCODING, "gzip")
                        .build()
                : response.entity(page.plain()).build();
    }

    private static Response.ResponseBuilder head(Response.ResponseBuilder response, HtmlPage page, Keep keep) {
        response.type(TYPE)
                .header(HttpHeaders.CACHE_CONTROL, keep.header)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        return keep == Keep.NEVER ? response : response.header(HttpHeaders.ETAG, page.tag());
    }

    static boolean takesGzip(@Nullable String accepted) {
        return accepted != null
                && Arrays.stream(accepted.split(","))
                        .map(String::strip)
                        .anyMatch(coding -> coding.startsWith("gzip") && !coding.endsWith("q=0"));
    }
}
