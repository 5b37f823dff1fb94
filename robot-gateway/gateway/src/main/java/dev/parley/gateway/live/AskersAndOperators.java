package dev.parley.gateway.live;

import dev.parley.contracts.EpisodeId;
import dev.parley.core.account.Author;
import dev.parley.core.episode.CrowdEpisodes;
import dev.parley.core.moderation.OperatorKeys;
import dev.parley.core.person.Action;
import dev.parley.core.rest.guest.RequestAuthor;
import dev.parley.core.rest.guest.RequestPerson;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Whoever asked the episode, whoever is signed in and stands by stations, and whoever holds an operator's key. */
@ApplicationScoped
class AskersAndOperators implements Entitled {
    private static final Logger LOG = Logger.getLogger(AskersAndOperators.class);

    private final RequestAuthor requestAuthor;
    private final RequestPerson requestPerson;
    private final CrowdEpisodes episodes;
    private final OperatorKeys keys;

    @Inject
    AskersAndOperators(
            RequestAuthor requestAuthor, RequestPerson requestPerson, CrowdEpisodes episodes, OperatorKeys keys) {
        this.requestAuthor = requestAuthor;
        this.requestPerson = requestPerson;
        this.episodes = episodes;
        this.keys = keys;
    }

    @Override
    public Uni<Boolean> to(EpisodeId episode, Optional<String> operator) {
        if (operator.isPresent()) {
            return keys.require(operator, requestAuthor.networkPrefix()).replaceWith(true);
        }
        if (requestPerson.may(Action.WATCH_FROM_RESERVED_PLACE)) {
            return Uni.createFrom().item(true);
        }
        Optional<Author> author = requestAuthor.known();
        if (author.isEmpty()) {
            return Uni.createFrom().item(false);
        }
        return episodes.find(episode)
                .map(found -> found.filter(
                                known -> known.author().equals(author.get().id()))
                        .isPresent())
                .onFailure()
                .invoke(away -> LOG.debugf("nobody is entitled while episodes cannot be read: %s", away.getMessage()))
                .onFailure()
                .recoverWithItem(false);
    }
}
