package dev.parley.ui.leaderboard;

import dev.parley.core.ranking.Board;
import dev.parley.core.ranking.Leaderboards;
import dev.parley.ui.bridge.Names;
import dev.parley.ui.html.HtmlAnswer;
import dev.parley.ui.html.HtmlAnswer.Keep;
import dev.parley.ui.html.Notices;
import dev.parley.ui.html.Rendered;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.logging.Logger;

/** Policies in tiers, by what people preferred without knowing which was which. */
@Path(Ranks.PATH)
@ApplicationScoped
public class LeaderboardPage {
    private static final Logger LOG = Logger.getLogger(LeaderboardPage.class);

    private final Leaderboards leaderboards;
    private final Names names;
    private final HtmlAnswer answer;
    private final Notices notices;
    private final Rendered<LeaderboardLook> pages = new Rendered<>(Templates::page);

    @CheckedTemplate(basePath = "leaderboard")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance page(LeaderboardLook look);
    }

    @Inject
    public LeaderboardPage(Leaderboards leaderboards, Names names, HtmlAnswer answer, Notices notices) {
        this.leaderboards = leaderboards;
        this.names = names;
        this.answer = answer;
        this.notices = notices;
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public Uni<Response> page(@Context UriInfo address) {
        Board board = Ranks.board(query(address));
        return leaderboards
                .of(board)
                .flatMap(found -> names.now().map(known -> new LeaderboardLook(found, known)))
                .map(look -> answer.of(pages.page(look), Keep.MOMENT))
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.errorf(failure, "the leaderboard %s could not be read", board);
                    return notices.unreadable("The leaderboard", Ranks.address(board));
                });
    }

    private static Map<String, String> query(UriInfo address) {
        Map<String, String> query = new HashMap<>();
        address.getQueryParameters().forEach((name, values) -> query.put(name, values.getFirst()));
        return query;
    }
}
