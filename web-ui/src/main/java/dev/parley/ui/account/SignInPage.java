package dev.parley.ui.account;

import dev.parley.core.person.OidcConfig;
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

/** Where people who have an account sign in; the form sends to REST. */
@Path("/sign-in")
@ApplicationScoped
public class SignInPage {
    private final HtmlAnswer answer;
    private final HtmlPage page;

    @CheckedTemplate(basePath = "account")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance signIn(boolean elsewhere, String label);
    }

    @Inject
    public SignInPage(HtmlAnswer answer, OidcConfig elsewhere) {
        this.answer = answer;
        this.page = HtmlPage.of(
                Templates.signIn(elsewhere.enabled(), elsewhere.label()).render());
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public Response page() {
        return answer.of(page, Keep.NEVER);
    }
}
