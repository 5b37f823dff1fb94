package dev.parley.ui.policy;

import dev.parley.core.episode.CrowdEpisodes;
import dev.parley.core.episode.EpisodeSearch;
import dev.parley.core.episode.EpisodeState;
import dev.parley.core.episode.Outcome;
import dev.parley.core.family.Families;
import dev.parley.core.family.OfferedOn;
import dev.parley.core.owner.PolicyOwners;
import dev.parley.core.person.Lab;
import dev.parley.core.policy.Policies;
import dev.parley.core.policy.PolicyData;
import dev.parley.core.policy.PolicyTexts;
import dev.parley.core.ranking.Board;
import dev.parley.core.ranking.Board.Crowd;
import dev.parley.core.ranking.Board.Pairs;
import dev.parley.core.ranking.Entrant;
import dev.parley.core.ranking.Leaderboards;
import dev.parley.core.ranking.Standing;
import dev.parley.core.reactive.ReactiveBridge;
import dev.parley.core.reactive.SharedReads;
import dev.parley.core.scene.Scenes;
import dev.parley.core.station.StationKind;
import dev.parley.core.station.Stations;
import dev.parley.ui.episode.UiConfig;
import dev.parley.ui.html.HtmlAnswer;
import dev.parley.ui.html.HtmlAnswer.Keep;
import dev.parley.ui.html.HtmlPage;
import dev.parley.ui.html.Notices;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.logging.Logger;

/** One policy: success by kind of task, what it can do by the evidence, and how much it can be told. */
@Path("/policies/{name}")
@ApplicationScoped
public class PolicyPage {
    private static final Logger LOG = Logger.getLogger(PolicyPage.class);
    private static final Duration FRESH = Duration.ofSeconds(10);
    private static final int MOST_KEPT = 200;
    private static final int CLIPS = 4;
    private static final Board SIMULATED = new Board(StationKind.SIMULATOR, Pairs.DRAWN, Crowd.EVERYBODY);
    private static final Notices.Notice UNKNOWN = new Notices.Notice(
            "No such policy",
            "No station has shown such a policy",
            "The link may have been copied wrongly.",
            "/explore",
            "Explore episodes");

    private final Families families;
    private final Policies policies;
    private final Scenes scenes;
    private final CrowdEpisodes episodes;
    private final Leaderboards leaderboards;
    private final PolicyOwners owners;
    private final Stations stations;
    private final HtmlAnswer answer;
    private final Notices notices;
    private final boolean hide;
    // Rendered with its numbers: reckoning them again for each reader would be too much.
    private final SharedReads<Wanted, Optional<HtmlPage>> pages;

    /** @param failures whether the reader asked to see what failed, which sways whoever votes afterwards */
    record Wanted(String name, boolean failures) {}

    @CheckedTemplate(basePath = "policy")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance page(PolicyLook look);
    }

    @Inject
    public PolicyPage(
            Families families,
            Policies policies,
            Scenes scenes,
            CrowdEpisodes episodes,
            Leaderboards leaderboards,
            PolicyOwners owners,
            Stations stations,
            HtmlAnswer answer,
            Notices notices,
            UiConfig config,
            ReactiveBridge bridge) {
        this.families = families;
        this.policies = policies;
        this.scenes = scenes;
        this.episodes = episodes;
        this.leaderboards = leaderboards;
        this.owners = owners;
        this.stations = stations;
        this.answer = answer;
        this.notices = notices;
        this.hide = config.hideVerdictUntilVote();
        pages = new SharedReads<>(bridge, this::read, found -> FRESH, MOST_KEPT, found -> 1);
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public Uni<Response> page(
            @PathParam("name") String name, @QueryParam("failures") @DefaultValue("") String failures) {
        if (!PolicyTexts.isName(name)) {
            return Uni.createFrom().item(() -> notices.notFound(UNKNOWN));
        }
        Wanted wanted = new Wanted(name, failures.equals("shown"));
        Keep keep = hide && wanted.failures() ? Keep.NEVER : Keep.MOMENT;
        return pages.get(wanted)
                .map(found -> found.map(page -> answer.of(page, keep)).orElseGet(() -> notices.notFound(UNKNOWN)))
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.errorf(failure, "policy %s could not be read", name);
                    return notices.unreadable("This policy", "/policies/" + name);
                });
    }

    private Uni<Optional<HtmlPage>> read(Wanted wanted) {
        return policies.known(wanted.name())
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().item(Optional.<HtmlPage>empty())
                        : policies.newest(wanted.name())
                                .chain(newest -> page(found.get(), newest.isPresent(), wanted.failures()))
                                .map(Optional::of));
    }

    private Uni<HtmlPage> page(PolicyData policy, boolean offered, boolean failures) {
        return families.attemptedBy(policy.name())
                .chain(attempted -> families.byPicture(policy.name())
                        .chain(pictures -> scenes.all()
                                .chain(all -> place(policy)
                                        .chain(place -> owner(policy)
                                                .chain(owner -> clips(policy, failures)
                                                        .chain(clips -> bodies(policy)
                                                                .map(bodies -> new PolicyLook(
                                                                        policy, attempted, pictures, all, hide, place,
                                                                        owner, clips, offered, bodies))))))))
                .map(look -> HtmlPage.of(Templates.page(look).render()));
    }

    /** Nothing where it could not be read: the rest of the page stands without it. */
    private Uni<String> place(PolicyData policy) {
        return leaderboards
                .of(SIMULATED)
                .map(board -> board.find(new Entrant(policy.name(), policy.digest()))
                        .map(PolicyPage::words)
                        .orElse(""))
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.errorf(failure, "the place of policy %s could not be read", policy.name());
                    return "";
                });
    }

    private Uni<Set<StationKind>> bodies(PolicyData policy) {
        return stations.all().map(all -> OfferedOn.of(policy, all));
    }

    private Uni<String> owner(PolicyData policy) {
        return owners.of(policy.name()).map(found -> found.map(Lab::title).orElse(""));
    }

    private static String words(Standing standing) {
        String place = standing.firstPlace() == standing.lastPlace()
                ? String.valueOf(standing.firstPlace())
                : standing.firstPlace() + " to " + standing.lastPlace();
        int votes = standing.tally().votes();
        return "Place %s in simulation, by %d blind %s".formatted(place, votes, votes == 1 ? "vote" : "votes");
    }

    private Uni<Optional<List<Clip>>> clips(PolicyData policy, boolean shown) {
        return shown || !hide
                ? episodes.search(new EpisodeSearch(
                                Optional.empty(),
                                Set.of(EpisodeState.TERMINATED, EpisodeState.TRUNCATED),
                                Optional.empty(),
                                Optional.of(policy.name()),
                                Optional.of(Outcome.Result.FAILURE),
                                Optional.empty(),
                                CLIPS))
                        .map(found -> Optional.of(found.stream().map(Clip::new).toList()))
                : Uni.createFrom().item(Optional.<List<Clip>>empty());
    }
}
