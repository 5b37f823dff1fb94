package dev.parley.ui.study;

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

/** Where a researcher plans a study. Everything on it comes by REST. */
@Path("/studies/new")
@ApplicationScoped
public class NewStudyPage {
    private final HtmlAnswer answer;
    private final HtmlPage page;

    @CheckedTemplate(basePath = "study")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance compose();
    }

    @Inject
    public NewStudyPage(HtmlAnswer answer) {
        this.answer = answer;
        this.page = HtmlPage.of(Templates.compose().render());
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public Response page() {
        return answer.of(page, Keep.MOMENT);
    }
}
