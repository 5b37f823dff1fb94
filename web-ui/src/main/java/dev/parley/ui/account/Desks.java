package dev.parley.ui.account;

import dev.parley.core.person.Action;
import dev.parley.core.person.Permissions;
import dev.parley.core.person.SignedIn;
import dev.parley.core.rest.guest.RequestPerson;
import dev.parley.ui.html.HtmlAnswer;
import dev.parley.ui.html.HtmlAnswer.Keep;
import dev.parley.ui.html.HtmlPage;
import dev.parley.ui.html.Notices;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import java.util.function.Predicate;

/** Pages that are for some roles alone. They are empty, and REST asks anew; who may not is told so before there is a page. */
@ApplicationScoped
public class Desks {
    private static final Notices.Notice NOT_YOURS = new Notices.Notice(
            "Not for your roles",
            "This desk is not for your roles",
            "It is for people who look after stations or this installation. A platform admin grants roles.",
            "/account",
            "Your account");

    private final HtmlAnswer answer;
    private final Notices notices;
    private final RequestPerson requestPerson;

    @Inject
    public Desks(HtmlAnswer answer, Notices notices, RequestPerson requestPerson) {
        this.answer = answer;
        this.notices = notices;
        this.requestPerson = requestPerson;
    }

    /** @param address of the page, where whoever signs in comes back to */
    public Response of(HtmlPage page, Action action, String address) {
        return of(page, person -> Permissions.maySomewhere(person, action), address, NOT_YOURS);
    }

    /**
     * @param may whose page it is
     * @param address of the page, where whoever signs in comes back to
     * @param notYours what everybody else who is signed in reads
     */
    public Response of(HtmlPage page, Predicate<Optional<SignedIn>> may, String address, Notices.Notice notYours) {
        Optional<SignedIn> person = requestPerson.signedIn();
        if (may.test(person)) {
            return answer.of(page, Keep.NEVER);
        }
        if (person.isEmpty()) {
            return elsewhere("/sign-in?next=" + address);
        }
        return person.get().mustChangePassword() ? elsewhere("/account") : notices.notYours(notYours);
    }

    private static Response elsewhere(String address) {
        return Response.seeOther(URI.create(address))
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .build();
    }
}
