package dev.parley.ui.remote;

import dev.parley.ui.html.HtmlAnswer;
import dev.parley.ui.html.HtmlAnswer.Keep;
import dev.parley.ui.html.HtmlPage;
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

/** How to have one's own policy asked here. For everybody to read; what the form does REST allows to researchers. */
@Path("/bring-your-policy")
@ApplicationScoped
public class BringPolicyPage {
    private final HtmlAnswer answer;
    private final HtmlPage page;

    @CheckedTemplate(basePath = "remote")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance bring();
    }

    @Inject
    public BringPolicyPage(HtmlAnswer answer) {
        this.answer = answer;
        page = HtmlPage.of(Templates.bring().render());
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public Response page() {
        return answer.of(page, Keep.MOMENT);
    }
}
