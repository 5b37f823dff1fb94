package dev.parley.ui.data;

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

/** Data sets: what there is, how large, how to cite it, and making another. Everything on it comes by REST. */
@Path("/data")
@ApplicationScoped
public class DataPage {
    private final HtmlAnswer answer;
    private final HtmlPage page;

    @CheckedTemplate(basePath = "data")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance page();
    }

    @Inject
    public DataPage(HtmlAnswer answer) {
        this.answer = answer;
        this.page = HtmlPage.of(Templates.page().render());
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public Response page() {
        return answer.of(page, Keep.MOMENT);
    }
}
