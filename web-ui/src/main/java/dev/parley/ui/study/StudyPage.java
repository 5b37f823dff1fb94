package dev.parley.ui.study;

import dev.parley.contracts.StudyId;
import dev.parley.core.analysis.plan.Parting;
import dev.parley.core.reactive.ReactiveBridge;
import dev.parley.core.reactive.SharedReads;
import dev.parley.core.study.PlannedStudy;
import dev.parley.core.study.Studies;
import dev.parley.core.study.StudyData;
import dev.parley.core.study.StudyPlan;
import dev.parley.core.study.StudyWatch;
import dev.parley.ui.bridge.Names;
import dev.parley.ui.html.HtmlAnswer;
import dev.parley.ui.html.HtmlAnswer.Keep;
import dev.parley.ui.html.Notices;
import dev.parley.ui.html.Rendered;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.logging.Logger;

/** One study: how far it is, and successes by task with their intervals. */
@Path("/studies/{id}")
@ApplicationScoped
public class StudyPage {
    private static final Logger LOG = Logger.getLogger(StudyPage.class);
    private static final Duration FRESH = Duration.ofSeconds(2);
    private static final int MOST_KEPT = 100;
    private static final int PLAYS = 400;
    private static final long SEED = 20_261_122;
    private static final Notices.Notice UNKNOWN = new Notices.Notice(
            "No such study",
            "There is no such study",
            "Studies are never removed, so the link may have been copied wrongly.",
            "/explore",
            "Explore episodes");

    private final Studies studies;
    private final Names names;
    private final ReactiveBridge bridge;
    private final HtmlAnswer answer;
    private final Notices notices;
    // Counting thousands of items for each reader of a page that many share would be too much.
    private final SharedReads<StudyId, Optional<StudyLook>> looks;
    private final Rendered<StudyLook> pages = new Rendered<>(Templates::page);

    @CheckedTemplate(basePath = "study")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance page(StudyLook look);
    }

    @Inject
    public StudyPage(Studies studies, Names names, HtmlAnswer answer, Notices notices, ReactiveBridge bridge) {
        this.studies = studies;
        this.names = names;
        this.answer = answer;
        this.notices = notices;
        this.bridge = bridge;
        looks = new SharedReads<>(bridge, this::read, found -> FRESH, MOST_KEPT, found -> 1);
    }

    private Uni<Optional<StudyLook>> read(StudyId id) {
        return studies.find(id)
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().item(Optional.<StudyLook>empty())
                        : look(found.get()).map(Optional::of));
    }

    private Uni<StudyLook> look(StudyData study) {
        return studies.progress(study.id())
                .chain(progress -> studies.heldUpBy(study.id())
                        .chain(heldUpBy -> names.now()
                                .chain(known -> watch(study, known)
                                        .map(watch -> StudyLook.of(study, progress, known, heldUpBy, watch)))));
    }

    private Uni<Optional<WatchLook>> watch(StudyData study, Names.Known known) {
        return studies.plan(study.id())
                .chain(planned -> planned.isEmpty()
                        ? Uni.createFrom().item(Optional.<WatchLook>empty())
                        : studies.watch(study.id(), planned.get().plan())
                                .chain(watch -> bridge.backHere(() -> Uni.createFrom()
                                        .item(() -> Optional.of(new WatchLook(
                                                study, planned.get(), watch, forecast(planned.get(), watch), known)))
                                        .runSubscriptionOn(Infrastructure.getDefaultExecutor()))));
    }

    /** Of two policies until decided: studies played on for as many blocks as are left. */
    static Optional<Parting> forecast(PlannedStudy planned, StudyWatch watch) {
        int left = planned.plan().mostBlocks() - watch.steps().size();
        boolean two = planned.plan().policies().size() == 2
                && planned.plan().rule() == StudyPlan.Rule.UNTIL_DECIDED
                && planned.verdict().isEmpty();
        if (!two || left < 1 || watch.pairs().isEmpty()) {
            return Optional.empty();
        }
        StudyWatch.Step now = watch.pairs().getFirst();
        Parting.SoFar soFar = new Parting.SoFar(watch.steps().size(), now.won(), now.parted() - now.won());
        return Optional.of(Parting.of(soFar, planned.plan().alpha(), left, PLAYS, SEED));
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public Uni<Response> page(@PathParam("id") String text) {
        Optional<StudyId> id = parsed(text);
        if (id.isEmpty()) {
            return Uni.createFrom().item(() -> notices.notFound(UNKNOWN));
        }
        return looks.get(id.get())
                .map(found -> found.map(look -> answer.of(pages.page(look), Keep.MOMENT))
                        .orElseGet(() -> notices.notFound(UNKNOWN)))
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.errorf(failure, "study %s could not be read", text);
                    return notices.unreadable("This study", "/studies/" + id.get());
                });
    }

    private static Optional<StudyId> parsed(String text) {
        try {
            return Optional.of(StudyId.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
