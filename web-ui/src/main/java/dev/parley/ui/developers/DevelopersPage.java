package dev.parley.ui.developers;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** How to ask from programs. The programs on it are files of the installation: what is read is what is downloaded, and what tests run. */
@Path("/developers")
@ApplicationScoped
public class DevelopersPage {
    private static final String PROGRAMS = "/META-INF/resources/programs/";

    private final HtmlAnswer answer;
    private final HtmlPage page;

    @CheckedTemplate(basePath = "developers")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance page(String python, String curl);
    }

    @Inject
    public DevelopersPage(HtmlAnswer answer) {
        this.answer = answer;
        this.page = HtmlPage.of(
                Templates.page(program("ask_many.py"), program("ask_once.sh")).render());
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public Response page() {
        return answer.of(page, Keep.MOMENT);
    }

    private static String program(String name) {
        try (InputStream in = DevelopersPage.class.getResourceAsStream(PROGRAMS + name)) {
            if (in == null) {
                throw new IllegalStateException("the program " + name + " is missing from the class path");
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the program " + name + " cannot be read", e);
        }
    }
}
