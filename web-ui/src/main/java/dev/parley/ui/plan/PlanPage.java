package dev.parley.ui.plan;

import dev.parley.core.plan.Plan;
import dev.parley.core.plan.Plans;
import dev.parley.core.plan.SavingRuns;
import dev.parley.core.plan.SavingWish;
import dev.parley.core.plan.Wish;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.scene.Scenes;
import dev.parley.ui.html.HtmlAnswer;
import dev.parley.ui.html.HtmlAnswer.Keep;
import dev.parley.ui.html.HtmlPage;
import dev.parley.ui.html.Notices;
import dev.parley.ui.parts.SampleQuery;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.logging.Logger;

/** How many more episodes until a rate is known, until two policies are told apart, and what that costs. */
@Path(PlanPage.PATH)
@ApplicationScoped
public class PlanPage {
    static final String PATH = "/plan";

    private static final Logger LOG = Logger.getLogger(PlanPage.class);

    /** Judged episodes from which a policy's rate is worth a simulation. */
    private static final int ENOUGH = 5;

    private static final int EPISODES_A_POLICY = 100;

    private final Plans plans;
    private final SavingRuns savings;
    private final Scenes scenes;
    private final HtmlAnswer answer;
    private final Notices notices;

    @CheckedTemplate(basePath = "plan")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance page(PlanLook look);
    }

    @Inject
    public PlanPage(Plans plans, SavingRuns savings, Scenes scenes, HtmlAnswer answer, Notices notices) {
        this.plans = plans;
        this.savings = savings;
        this.scenes = scenes;
        this.answer = answer;
        this.notices = notices;
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public Uni<Response> page(@Context UriInfo address) {
        Map<String, String> query = SampleQuery.of(address);
        Wish wish = new Wish(
                SampleQuery.name(query.get("policy")),
                SampleQuery.name(query.get("against")),
                SampleQuery.sample(query));
        return plans.plan(wish)
                .chain(plan -> scenes.all().map(all -> new PlanLook(plan, all, saving(plan))))
                .map(look -> answer.of(
                        HtmlPage.of(Templates.page(look).render()),
                        look.saving().done() ? Keep.MOMENT : Keep.NEVER))
                .onFailure(ParleyException.class)
                .recoverWithItem(failure -> notices.notFound(new Notices.Notice(
                        "No such plan",
                        "There is nothing to plan with",
                        ((ParleyException) failure).detail(),
                        PATH,
                        "Choose anew")))
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.errorf(failure, "the plan %s could not be reckoned", wish);
                    return notices.unreadable("The plan", PATH);
                });
    }

    private SavingLook saving(Plan plan) {
        Optional<SavingWish> own = wish(plan);
        SavingWish wish = own.orElse(SavingWish.EXAMPLE);
        try {
            return new SavingLook(wish, own.isEmpty(), Optional.of(savings.look(wish)));
        } catch (ParleyException full) {
            return new SavingLook(wish, own.isEmpty(), Optional.empty());
        }
    }

    /** The best of what was measured; empty where fewer than two were, or the best two look the same. */
    static Optional<SavingWish> wish(Plan plan) {
        List<Integer> percents = plan.policies().stream()
                .filter(each -> each.judged() >= ENOUGH)
                .map(each -> (int) Math.round(100 * (each.done() + 0.5) / (each.judged() + 1.0)))
                .sorted((one, other) -> other - one)
                .limit(SavingWish.MOST_POLICIES)
                .toList();
        return percents.size() < SavingWish.LEAST_POLICIES || percents.get(0).equals(percents.get(1))
                ? Optional.empty()
                : Optional.of(new SavingWish(
                        percents, Math.min(SavingWish.MOST_EPISODES, EPISODES_A_POLICY * percents.size())));
    }
}
