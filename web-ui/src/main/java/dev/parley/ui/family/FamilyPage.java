package dev.parley.ui.family;

import dev.parley.core.episode.CrowdEpisodes;
import dev.parley.core.episode.EpisodeData;
import dev.parley.core.family.Families;
import dev.parley.core.family.FamilyData;
import dev.parley.core.family.FamilyId;
import dev.parley.core.family.Phrasing;
import dev.parley.core.family.Wanted;
import dev.parley.core.reactive.ReactiveBridge;
import dev.parley.core.reactive.SharedReads;
import dev.parley.ui.bridge.Names;
import dev.parley.ui.episode.UiConfig;
import dev.parley.ui.html.HtmlAnswer;
import dev.parley.ui.html.HtmlAnswer.Keep;
import dev.parley.ui.html.Notices;
import dev.parley.ui.html.Rendered;
import dev.parley.ui.parts.FamilyRow;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.logging.Logger;

/** One family: success by policy version, the ways to ask for it, and its clips. */
@Path("/families/{id}")
@ApplicationScoped
public class FamilyPage {
    private static final Logger LOG = Logger.getLogger(FamilyPage.class);
    private static final Duration FRESH = Duration.ofSeconds(2);
    private static final int MOST_KEPT = 200;
    private static final int CLIPS = 12;
    private static final int PHRASINGS = 12;
    private static final int ALIKE = 4;
    private static final Notices.Notice UNKNOWN = new Notices.Notice(
            "Nobody asks this",
            "Nobody asks for that",
            "The link may have been copied wrongly, or whoever asked for it withdrew.",
            "/explore",
            "Explore episodes");

    private final Families families;
    private final CrowdEpisodes episodes;
    private final Names names;
    private final HtmlAnswer answer;
    private final Notices notices;
    private final boolean hide;
    private final SharedReads<FamilyId, Optional<FamilyLook>> looks;
    private final Rendered<FamilyLook> pages = new Rendered<>(Templates::page);

    @CheckedTemplate(basePath = "family")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance page(FamilyLook look);
    }

    @Inject
    public FamilyPage(
            Families families,
            CrowdEpisodes episodes,
            Names names,
            HtmlAnswer answer,
            Notices notices,
            UiConfig config,
            ReactiveBridge bridge) {
        this.families = families;
        this.episodes = episodes;
        this.names = names;
        this.answer = answer;
        this.notices = notices;
        this.hide = config.hideVerdictUntilVote();
        looks = new SharedReads<>(bridge, this::look, found -> FRESH, MOST_KEPT, found -> 1);
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public Uni<Response> page(@PathParam("id") String text) {
        Optional<FamilyId> id = parsed(text);
        if (id.isEmpty()) {
            return Uni.createFrom().item(() -> notices.notFound(UNKNOWN));
        }
        return looks.get(id.get())
                .map(found -> found.map(look -> answer.of(pages.page(look), Keep.MOMENT))
                        .orElseGet(() -> notices.notFound(UNKNOWN)))
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.errorf(failure, "family %s could not be read", id.get());
                    return notices.unreadable("This family of asks", "/families/" + id.get());
                });
    }

    private Uni<Optional<FamilyLook>> look(FamilyId id) {
        return families.find(id)
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().item(Optional.<FamilyLook>empty())
                        : look(found.get()).map(Optional::of));
    }

    private Uni<FamilyLook> look(FamilyData family) {
        return names.now()
                .chain(known -> families.phrasings(family.id(), PHRASINGS)
                        .chain(said -> families.clips(family.id(), CLIPS)
                                .chain(episodes::all)
                                .chain(clips ->
                                        alike(family, known).map(alike -> look(family, said, clips, alike, known)))));
    }

    private FamilyLook look(
            FamilyData family, List<Phrasing> said, List<EpisodeData> clips, List<FamilyRow> alike, Names.Known known) {
        return new FamilyLook(family, said, clips, alike, known, hide);
    }

    private Uni<List<FamilyRow>> alike(FamilyData family, Names.Known known) {
        return families.search(Wanted.like(family.words(), Optional.empty()), ALIKE + 1)
                .map(found -> found.families().stream()
                        .filter(hit -> !hit.family().id().equals(family.id()))
                        .limit(ALIKE)
                        .map(hit -> FamilyRow.of(hit, known.scene(hit.family().sceneId()), hide))
                        .toList());
    }

    private static Optional<FamilyId> parsed(String text) {
        try {
            return Optional.of(new FamilyId(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
