package dev.parley.core.rest.prompt;

import dev.parley.core.account.Author;
import dev.parley.core.instead.Alternatives;
import dev.parley.core.rest.problem.Problem;
import dev.parley.core.station.WantedBody;
import dev.parley.core.turn.LineClosed;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** Answers whoever is not let in, for a prompt as for a comparison: with what can be done instead. */
@ApplicationScoped
public class ClosedLines {
    private final Alternatives alternatives;

    @Inject
    ClosedLines(Alternatives alternatives) {
        this.alternatives = alternatives;
    }

    /**
     * @param instruction what was asked in words
     * @param sceneId where it was asked for
     * @param wantedBody by which it was asked for
     */
    public Uni<Response> answer(
            LineClosed closed,
            Author author,
            Optional<String> instruction,
            Optional<String> sceneId,
            Optional<WantedBody> wantedBody) {
        return alternatives
                .to(Optional.of(author.id()), instruction, sceneId, wantedBody)
                .map(instead -> Response.status(closed.code().status())
                        .type(Problem.MEDIA_TYPE)
                        .header(HttpHeaders.RETRY_AFTER, ClosedLine.retryAfterSeconds(closed))
                        .entity(ClosedLine.of(closed, instead, instruction))
                        .build());
    }
}
