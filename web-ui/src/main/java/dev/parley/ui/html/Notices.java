package dev.parley.ui.html;

import dev.parley.ui.html.HtmlAnswer.Keep;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;

/** Whole pages for what is not there or could not be read. */
@ApplicationScoped
public class Notices {
    private final HtmlAnswer answer;
    private final Rendered<Notice> pages = new Rendered<>(Templates::notice);

    /** What is so, why or what is safe, and the one thing to do next. */
    public record Notice(String title, String what, String why, String link, String label) {}

    @CheckedTemplate(basePath = "html")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance notice(Notice notice);
    }

    @Inject
    public Notices(HtmlAnswer answer) {
        this.answer = answer;
    }

    /** The page itself, for whoever answers outside of a resource. */
    public String html(Notice notice) {
        return Templates.notice(notice).render();
    }

    public Response notFound(Notice notice) {
        return answer.of(Response.Status.NOT_FOUND, pages.page(notice), Keep.NEVER);
    }

    /** It was there and is not any more; nobody has to look for it again. */
    public Response gone(Notice notice) {
        return answer.of(Response.Status.GONE, pages.page(notice), Keep.NEVER);
    }

    /** It is there, but not for whoever asks. */
    public Response notYours(Notice notice) {
        return answer.of(Response.Status.FORBIDDEN, pages.page(notice), Keep.NEVER);
    }

    /** @param again the address of the page that could not be read */
    public Response unreadable(String what, String again) {
        Notice notice = new Notice(
                "Not readable",
                what + " could not be read",
                "The server did not answer this time. Nothing was lost: everything that ran is stored.",
                again,
                "Try again");
        return answer.of(Response.Status.SERVICE_UNAVAILABLE, pages.page(notice), Keep.NEVER);
    }
}
