package dev.parley.ui.account;

import dev.parley.core.person.Action;
import dev.parley.core.person.Permissions;
import dev.parley.core.person.SignedIn;
import dev.parley.core.rest.guest.RequestPerson;
import dev.parley.ui.html.HtmlAnswer;
import dev.parley.ui.html.HtmlAnswer.Keep;
import dev.parley.ui.html.HtmlPage;
import dev.parley.ui.html.Notices;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Empty pages: everything on them comes by REST, which asks anew who may. Who may not is told so before there is a page. */
@Path("/")
@ApplicationScoped
public class AccountPages {
    private static final Notices.Notice NOT_YOURS = new Notices.Notice(
            "Not for your roles",
            "This desk is not for your roles",
            "It is for lab admins and platform admins. A platform admin grants roles.",
            "/account",
            "Your account");

    private final HtmlAnswer answer;
    private final Notices notices;
    private final RequestPerson requestPerson;
    private final HtmlPage signIn;
    private final HtmlPage account;
    private final HtmlPage people;
    private final HtmlPage audit;

    @CheckedTemplate(basePath = "account")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance signIn(boolean elsewhere, String elsewhereLabel);

        static native TemplateInstance account();

        static native TemplateInstance people();

        static native TemplateInstance audit();
    }

    @Inject
    public AccountPages(HtmlAnswer answer, Notices notices, RequestPerson requestPerson) {
        this.answer = answer;
        this.notices = notices;
        this.requestPerson = requestPerson;
        this.signIn = HtmlPage.of(Templates.signIn(false, "").render());
        this.account = HtmlPage.of(Templates.account().render());
        this.people = HtmlPage.of(Templates.people().render());
        this.audit = HtmlPage.of(Templates.audit().render());
    }

    @GET
    @Path("sign-in")
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public Response signIn() {
        return answer.of(signIn, Keep.NEVER);
    }

    @GET
    @Path("account")
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public Response account() {
        return answer.of(account, Keep.NEVER);
    }

    @GET
    @Path("admin/people")
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public Response people() {
        return desk(people, Action.SEE_PEOPLE, "/admin/people");
    }

    /** Whoever may look at people may read the audit of some lab at least. */
    @GET
    @Path("admin/audit")
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public Response audit() {
        return desk(audit, Action.SEE_PEOPLE, "/admin/audit");
    }

    private Response desk(HtmlPage page, Action action, String address) {
        Optional<SignedIn> person = requestPerson.signedIn();
        if (Permissions.may(person, action)) {
            return answer.of(page, Keep.NEVER);
        }
        if (person.isEmpty()) {
            return elsewhere("/sign-in?next=" + address);
        }
        return person.get().mustChangePassword() ? elsewhere("/account") : notices.notYours(NOT_YOURS);
    }

    private static Response elsewhere(String address) {
        return Response.seeOther(URI.create(address))
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .build();
    }
}
