package dev.parley.core.rest.desk;

import dev.parley.contracts.LabId;
import dev.parley.contracts.StationId;
import dev.parley.core.audit.Actor;
import dev.parley.core.person.Action;
import dev.parley.core.person.Labs;
import dev.parley.core.person.Permissions;
import dev.parley.core.person.SignedIn;
import dev.parley.core.rest.guest.RequestAuthor;
import dev.parley.core.rest.guest.RequestPerson;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.Set;

/** Who asks for something of a station, and whether they may: whose station it is decides. Use it inside REST resources only. */
@ApplicationScoped
public class StationPerson {
    private final RequestPerson requestPerson;
    private final RequestAuthor requestAuthor;
    private final Labs labs;

    @Inject
    public StationPerson(RequestPerson requestPerson, RequestAuthor requestAuthor, Labs labs) {
        this.requestPerson = requestPerson;
        this.requestAuthor = requestAuthor;
        this.labs = labs;
    }

    /**
     * As what the one who asks may do this to the station. A station that is not there is no lab's: whoever may not reach it is
     * told so before they learn whether there is one.
     *
     * @throws dev.parley.core.problem.ParleyException SIGN_IN_NEEDED at once; PASSWORD_CHANGE_NEEDED or NOT_ALLOWED in the Uni
     */
    public Uni<Actor> require(Action action, StationId station) {
        Optional<SignedIn> who = requestPerson.signedIn();
        String network = requestAuthor.networkPrefix();
        if (who.isEmpty()) {
            Permissions.require(who, action);
        }
        return labs.ofStation(station).map(lab -> who.orElseThrow().as(Permissions.require(who, action, lab), network));
    }

    /**
     * For which labs the one who asks may; empty: for all.
     *
     * @throws dev.parley.core.problem.ParleyException SIGN_IN_NEEDED, PASSWORD_CHANGE_NEEDED or NOT_ALLOWED
     */
    public Optional<Set<LabId>> labs(Action action) {
        Optional<SignedIn> who = requestPerson.signedIn();
        if (who.isEmpty()) {
            Permissions.require(who, action);
        }
        return Permissions.labs(who.orElseThrow(), action);
    }
}
