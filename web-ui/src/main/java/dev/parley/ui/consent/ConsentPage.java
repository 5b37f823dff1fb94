package dev.parley.ui.consent;

import dev.parley.core.consent.ConsentText;
import dev.parley.core.consent.Consents;
import dev.parley.ui.html.HtmlAnswer;
import dev.parley.ui.html.HtmlAnswer.Keep;
import dev.parley.ui.html.Rendered;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The text that is agreed to, for reading: the same words as in the dialog. */
@Path("/consent")
@ApplicationScoped
public class ConsentPage {
    private final Consents consents;
    private final HtmlAnswer answer;
    private final Rendered<ConsentText> pages = new Rendered<>(Templates::page);

    @CheckedTemplate(basePath = "consent")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance page(ConsentText text);
    }

    @Inject
    public ConsentPage(Consents consents, HtmlAnswer answer) {
        this.consents = consents;
        this.answer = answer;
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public Response page() {
        return answer.of(pages.page(consents.text()), Keep.MOMENT);
    }
}
