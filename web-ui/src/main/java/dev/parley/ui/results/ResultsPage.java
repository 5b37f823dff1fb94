package dev.parley.ui.results;

import dev.parley.core.policy.Policies;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.result.Findings;
import dev.parley.core.result.ResultNames;
import dev.parley.core.result.Results;
import dev.parley.core.result.Sample;
import dev.parley.core.result.Tally;
import dev.parley.core.result.Version;
import dev.parley.core.result.Weighed;
import dev.parley.core.scene.SceneData;
import dev.parley.core.scene.Scenes;
import dev.parley.core.station.StationKind;
import dev.parley.ui.bridge.Names;
import dev.parley.ui.html.HtmlAnswer;
import dev.parley.ui.html.HtmlAnswer.Keep;
import dev.parley.ui.html.HtmlPage;
import dev.parley.ui.html.Notices;
import dev.parley.ui.parts.SampleQuery;
import dev.parley.ui.words.JudgeWords;
import dev.parley.ui.words.RateWords;
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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.logging.Logger;

/** What moves success, whether simulation tells the truth, and whether proxies order policies as the judge does. */
@Path(ResultsPage.PATH)
@ApplicationScoped
public class ResultsPage {
    static final String PATH = "/results";

    private static final Logger LOG = Logger.getLogger(ResultsPage.class);

    private final Results results;
    private final Findings findings;
    private final ResultNames resultNames;
    private final Policies policies;
    private final Scenes scenes;
    private final Names names;
    private final HtmlAnswer answer;
    private final Notices notices;

    /** @param policy whose conditions are looked at; empty: the one of which most is known */
    record Wanted(Optional<String> policy, Sample sample) {}

    @CheckedTemplate(basePath = "results")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance page(ResultsLook look);
    }

    @Inject
    public ResultsPage(
            Results results,
            Findings findings,
            ResultNames resultNames,
            Policies policies,
            Scenes scenes,
            Names names,
            HtmlAnswer answer,
            Notices notices) {
        this.results = results;
        this.findings = findings;
        this.resultNames = resultNames;
        this.policies = policies;
        this.scenes = scenes;
        this.names = names;
        this.answer = answer;
        this.notices = notices;
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public Uni<Response> page(@Context UriInfo address) {
        Map<String, String> query = SampleQuery.of(address);
        Wanted wanted = new Wanted(SampleQuery.name(query.get("policy")), SampleQuery.sample(query));
        return resultNames
                .require(wanted.sample())
                .chain(() -> results.tallies(everywhere(wanted.sample())))
                .map(tallies -> chosen(wanted, tallies))
                .chain(this::look)
                .map(look -> answer.of(HtmlPage.of(Templates.page(look).render()), Keep.MOMENT))
                .onFailure(ParleyException.class)
                .recoverWithItem(failure -> notices.notFound(new Notices.Notice(
                        "No such results",
                        "There is nothing to look at",
                        ((ParleyException) failure).detail(),
                        PATH,
                        "Choose anew")))
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.errorf(failure, "the results %s could not be read", wanted);
                    return notices.unreadable("The results", PATH);
                });
    }

    private static Sample everywhere(Sample sample) {
        return new Sample(sample.body(), sample.judge(), Optional.empty(), Optional.empty());
    }

    /** Where nothing was chosen, the policy and the scene of which most is known. */
    static Wanted chosen(Wanted wanted, List<Tally> tallies) {
        Optional<Tally> most = tallies.stream()
                .filter(tally -> wanted.policy().stream()
                        .allMatch(name -> tally.version().name().equals(name)))
                .filter(tally -> wanted.sample().sceneId().stream()
                        .allMatch(scene -> tally.sceneId().equals(scene)))
                .collect(Collectors.toMap(
                        tally -> tally.version().name() + " " + tally.sceneId(),
                        tally -> tally,
                        (one, other) ->
                                one.counts().episodes() >= other.counts().episodes() ? one : other))
                .values()
                .stream()
                .max(Comparator.comparingInt((Tally tally) -> tally.counts().episodes())
                        .thenComparing(tally -> tally.version().name()));
        Sample sample = wanted.sample();
        return new Wanted(
                wanted.policy().or(() -> most.map(tally -> tally.version().name())),
                sample.sceneId().isPresent()
                        ? sample
                        : new Sample(sample.body(), sample.judge(), most.map(Tally::sceneId), Optional.empty()));
    }

    private Uni<ResultsLook> look(Wanted wanted) {
        return scenes.all()
                .chain(all -> names.now()
                        .chain(known -> moved(wanted, all, known)
                                .chain(moved -> simReal(StationKind.REAL_ROBOT, wanted, known)
                                        .chain(real -> simReal(StationKind.REHEARSAL, wanted, known)
                                                .chain(rehearsal -> proxies(wanted.sample(), known)
                                                        .chain(proxies -> rates(wanted.sample(), all, known)
                                                                .map(rates -> new ResultsLook(
                                                                        wanted.sample(),
                                                                        wanted.policy(),
                                                                        all,
                                                                        known,
                                                                        rates,
                                                                        moved,
                                                                        real,
                                                                        rehearsal,
                                                                        proxies,
                                                                        "/api/v1/results/proxies?"
                                                                                + SampleQuery.api(everywhere(
                                                                                        wanted.sample()))))))))));
    }

    private Uni<List<WeighedLook>> rates(Sample sample, List<SceneData> all, Names.Known known) {
        List<String> tasks = all.stream()
                .filter(scene -> sample.sceneId().filter(scene.id()::equals).isPresent())
                .flatMap(scene -> scene.tasks().stream())
                .map(SceneData.TaskData::id)
                .toList();
        return tasks.isEmpty()
                ? Uni.createFrom().item(List.<WeighedLook>of())
                : results.tallies(new Sample(sample.body(), sample.judge(), sample.sceneId(), Optional.empty()))
                        .map(tallies -> Weighed.of(tallies, tasks).stream()
                                .filter(each -> RateWords.shown(each.counts()))
                                .map(each -> new WeighedLook(
                                        each, known.policy(each.version().name())))
                                .toList());
    }

    private Uni<Optional<MovedLook>> moved(Wanted wanted, List<SceneData> all, Names.Known known) {
        Sample sample = wanted.sample();
        if (wanted.policy().isEmpty() || sample.sceneId().isEmpty()) {
            return Uni.createFrom().item(Optional.<MovedLook>empty());
        }
        String name = wanted.policy().get();
        if (!known.policies().containsKey(name)) {
            return Uni.createFrom().item(Optional.<MovedLook>empty());
        }
        return policies.newest(name)
                .chain(policy -> policy.isEmpty()
                        ? Uni.createFrom().item(Optional.<MovedLook>empty())
                        : findings.moved(Version.of(policy.get()), sample)
                                .map(moved -> Optional.of(new MovedLook(
                                        moved,
                                        policy.get().title(),
                                        where(sample, all, known),
                                        "/api/v1/results/conditions?policy=" + name + "&" + SampleQuery.api(sample)))));
    }

    private static String where(Sample sample, List<SceneData> all, Names.Known known) {
        String scene = sample.sceneId().orElseThrow();
        return sample.taskId()
                .map(task -> known.scene(scene) + ", "
                        + all.stream()
                                .filter(each -> each.id().equals(scene))
                                .flatMap(each -> each.tasks().stream())
                                .filter(each -> each.id().equals(task))
                                .map(SceneData.TaskData::reading)
                                .findFirst()
                                .orElse(task))
                .orElse(known.scene(scene) + ", all tasks");
    }

    private Uni<SimRealLook> simReal(StationKind kind, Wanted wanted, Names.Known known) {
        Sample sample = new Sample(kind, wanted.sample().judge(), Optional.empty(), Optional.empty());
        return findings.simReal(sample)
                .map(found ->
                        new SimRealLook(found, kind, known, "/api/v1/results/sim-to-real?" + SampleQuery.api(sample)));
    }

    private Uni<List<AgreeingLook>> proxies(Sample sample, Names.Known known) {
        return findings.proxies(everywhere(sample))
                .map(found -> found.entrySet().stream()
                        .map(each -> new AgreeingLook(
                                each.getValue(),
                                JudgeWords.label(each.getKey()),
                                JudgeWords.label(sample.judge().row()),
                                known))
                        .filter(look -> !look.empty())
                        .toList());
    }
}
