package dev.parley.core.rest.review;

import dev.parley.core.account.Author;
import dev.parley.core.audit.Actor;
import dev.parley.core.person.Action;
import dev.parley.core.person.SignedIn;
import dev.parley.core.rest.guest.RequestAuthor;
import dev.parley.core.rest.guest.RequestPerson;
import dev.parley.core.review.Rater;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;

/** Who reviews with the current request: researchers; and whoever leads, for what raters do not agree on. */
@RequestScoped
public class RequestRater {
    private final RequestPerson person;
    private final RequestAuthor author;

    @Inject
    public RequestRater(RequestPerson person, RequestAuthor author) {
        this.person = person;
        this.author = author;
    }

    /** @throws dev.parley.core.problem.ParleyException SIGN_IN_NEEDED, PASSWORD_CHANGE_NEEDED or NOT_ALLOWED */
    public Rater require() {
        boolean rates = person.may(Action.REVIEW);
        boolean leads = person.may(Action.LEAD_REVIEWS);
        Actor actor = person.require(leads && !rates ? Action.LEAD_REVIEWS : Action.REVIEW);
        SignedIn known = person.signedIn().orElseThrow();
        return new Rater(known.id(), new Author(known.author(), author.networkPrefix()), actor, rates, leads);
    }
}
