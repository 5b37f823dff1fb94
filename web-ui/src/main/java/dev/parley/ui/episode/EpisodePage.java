package dev.parley.ui.episode;

import dev.parley.contracts.EpisodeId;
import dev.parley.core.account.Author;
import dev.parley.core.canary.Canaries;
import dev.parley.core.episode.CrowdEpisodes;
import dev.parley.core.episode.EpisodeData;
import dev.parley.core.goal.EpisodeEnds;
import dev.parley.core.goal.GoalStatements;
import dev.parley.core.rest.guest.RequestAuthor;
import dev.parley.core.vote.Vote;
import dev.parley.core.vote.Votes;
import dev.parley.ui.bridge.Names;
import dev.parley.ui.html.HtmlAnswer;
import dev.parley.ui.html.HtmlAnswer.Keep;
import dev.parley.ui.html.HtmlPage;
import dev.parley.ui.html.Notices;
import dev.parley.ui.html.PublicOrigin;
import dev.parley.ui.html.Rendered;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.logging.Logger;

/** One episode by its own address, for anybody; and what its voters may see, for each of them alone. */
@Path("/episodes/{id}")
@ApplicationScoped
public class EpisodePage {
    private static final Logger LOG = Logger.getLogger(EpisodePage.class);
    private static final Notices.Notice UNKNOWN = new Notices.Notice(
            "No such episode",
            "There is no such episode",
            "One that was taken back says so; this link may have been copied wrongly.",
            "/explore",
            "Explore episodes");

    private static final Notices.Notice TAKEN_BACK = new Notices.Notice(
            "Taken back",
            "This was taken back",
            "Whoever asked for it took it back, and what was recorded of it is deleted here. Copies that others had downloaded"
                    + " before may still exist.",
            "/explore",
            "Explore episodes");

    private final CrowdEpisodes episodes;
    private final Names names;
    private final StudyOfEpisode studies;
    private final Canaries canaries;
    private final AlikeOfEpisode alike;
    private final EpisodeEnds ends;
    private final GoalStatements goals;
    private final PublicOrigin origin;
    private final Votes votes;
    private final RequestAuthor requestAuthor;
    private final HtmlAnswer answer;
    private final Notices notices;
    private final boolean hide;
    private final Rendered<EpisodeLook> pages = new Rendered<>(Templates::page);

    @CheckedTemplate(basePath = "episode")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance page(EpisodeLook look);

        static native TemplateInstance told(VerdictLook verdict);
    }

    @Inject
    public EpisodePage(
            CrowdEpisodes episodes,
            Names names,
            StudyOfEpisode studies,
            Canaries canaries,
            AlikeOfEpisode alike,
            EpisodeEnds ends,
            GoalStatements goals,
            PublicOrigin origin,
            Votes votes,
            RequestAuthor requestAuthor,
            HtmlAnswer answer,
            Notices notices,
            UiConfig config) {
        this.episodes = episodes;
        this.names = names;
        this.studies = studies;
        this.canaries = canaries;
        this.alike = alike;
        this.ends = ends;
        this.goals = goals;
        this.origin = origin;
        this.votes = votes;
        this.requestAuthor = requestAuthor;
        this.answer = answer;
        this.notices = notices;
        this.hide = config.hideVerdictUntilVote();
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public Uni<Response> page(@PathParam("id") String text, @Context HttpHeaders headers, @Context UriInfo address) {
        Optional<EpisodeId> id = parsed(text);
        if (id.isEmpty()) {
            return Uni.createFrom().item(() -> notices.notFound(UNKNOWN));
        }
        String seenUnder = origin.of(headers, address);
        return episodes.find(id.get())
                .flatMap(found -> found.map(episode -> page(episode, seenUnder))
                        .orElseGet(() -> Uni.createFrom().item(() -> notices.notFound(UNKNOWN))))
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.errorf(failure, "episode %s could not be read", text);
                    return notices.unreadable("This episode", "/episodes/" + id.get());
                });
    }

    private Uni<Response> page(EpisodeData episode, String seenUnder) {
        if (episode.withdrawnAt().isPresent()) {
            return Uni.createFrom().item(() -> notices.gone(TAKEN_BACK));
        }
        if (episode.sealedBy().isPresent()) {
            URI blind = URI.create("/compare/" + episode.sealedBy().get());
            return Uni.createFrom()
                    .item(Response.seeOther(blind)
                            .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                            .build());
        }
        return names.now()
                .flatMap(known -> studies.of(episode)
                        .flatMap(study -> alike.of(episode, known)
                                .flatMap(others -> left(episode)
                                        .flatMap(left -> arranged(episode)
                                                .flatMap(arranged -> canaries.authors()
                                                        .map(asked -> new EpisodeLook(
                                                                episode,
                                                                known.scene(episode.sceneId()),
                                                                known.policy(episode.policyName()),
                                                                study,
                                                                asked.contains(episode.author()),
                                                                others,
                                                                left,
                                                                arranged,
                                                                seenUnder,
                                                                hide)))))))
                .map(look -> answer.of(pages.page(look), look.running() ? Keep.MOMENT : Keep.LONG));
    }

    private Uni<Boolean> arranged(EpisodeData episode) {
        return episode.goalImage()
                .map(image -> goals.of(image).map(Optional::isPresent))
                .orElseGet(() -> Uni.createFrom().item(false));
    }

    private Uni<Boolean> left(EpisodeData episode) {
        return episode.state().terminal()
                ? ends.of(episode.id()).map(Optional::isPresent)
                : Uni.createFrom().item(false);
    }

    @GET
    @Path("verdict")
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public Uni<Response> verdict(@PathParam("id") String text) {
        Optional<EpisodeId> id = parsed(text);
        Optional<Author> reader = requestAuthor.known();
        if (id.isEmpty() || reader.isEmpty()) {
            return Uni.createFrom().item(EpisodePage::nothing);
        }
        return votes.own(id.get(), reader.get())
                .flatMap(own ->
                        own.map(this::told).orElseGet(() -> Uni.createFrom().item(EpisodePage::nothing)));
    }

    private Uni<Response> told(Vote own) {
        String word = own.success().name().toLowerCase(Locale.ROOT);
        return episodes.find(own.episode())
                .map(found -> found.filter(episode -> episode.withdrawnAt().isEmpty() && !episode.sealed()))
                .flatMap(found -> votes.tally(own.episode())
                        .map(tally -> found.map(episode -> VerdictLook.told(episode, word, tally))
                                .map(look -> answer.of(
                                        HtmlPage.of(Templates.told(look).render()), Keep.NEVER))
                                .orElseGet(EpisodePage::nothing)));
    }

    /** Whoever has not voted has nothing to see yet: no error. */
    private static Response nothing() {
        return Response.noContent().header("Cache-Control", "private, no-store").build();
    }

    private static Optional<EpisodeId> parsed(String text) {
        try {
            return Optional.of(EpisodeId.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
