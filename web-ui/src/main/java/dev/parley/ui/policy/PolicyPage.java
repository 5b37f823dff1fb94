package dev.parley.ui.policy;

import dev.parley.core.family.Families;
import dev.parley.core.policy.Policies;
import dev.parley.core.policy.PolicyData;
import dev.parley.core.reactive.ReactiveBridge;
import dev.parley.core.reactive.SharedReads;
import dev.parley.core.scene.Scenes;
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
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.logging.Logger;

/** One policy: success by kind of task, what it can do by the evidence, and how much it can be told. */
@Path("/policies/{name}")
@ApplicationScoped
public class PolicyPage {
    private static final Logger LOG = Logger.getLogger(PolicyPage.class);
    private static final Duration FRESH = Duration.ofSeconds(10);
    private static final int MOST_KEPT = 200;
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
    private static final Notices.Notice UNKNOWN = new Notices.Notice(
            "No such policy",
            "No station has shown such a policy",
            "The link may have been copied wrongly.",
            "/explore",
            "Explore episodes");

    private final Families families;
    private final Policies policies;
    private final Scenes scenes;
    private final HtmlAnswer answer;
    private final Notices notices;
    private final boolean hide;
    // Rendered with its numbers: reckoning them again for each reader would be too much.
    private final SharedReads<String, Optional<HtmlPage>> pages;

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
            HtmlAnswer answer,
            Notices notices,
            UiConfig config,
            ReactiveBridge bridge) {
        this.families = families;
        this.policies = policies;
        this.scenes = scenes;
        this.answer = answer;
        this.notices = notices;
        this.hide = config.hideVerdictUntilVote();
        pages = new SharedReads<>(bridge, this::read, found -> FRESH, MOST_KEPT, found -> 1);
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    @Operation(hidden = true)
    public Uni<Response> page(@PathParam("name") String name) {
        if (!NAME.matcher(name).matches()) {
            return Uni.createFrom().item(() -> notices.notFound(UNKNOWN));
        }
        return pages.get(name)
                .map(found ->
                        found.map(page -> answer.of(page, Keep.MOMENT)).orElseGet(() -> notices.notFound(UNKNOWN)))
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.errorf(failure, "policy %s could not be read", name);
                    return notices.unreadable("This policy", "/policies/" + name);
                });
    }

    private Uni<Optional<HtmlPage>> read(String name) {
        return policies.newest(name)
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().item(Optional.<HtmlPage>empty())
                        : page(found.get()).map(Optional::of));
    }

    private Uni<HtmlPage> page(PolicyData policy) {
        return families.attemptedBy(policy.name())
                .chain(attempted -> scenes.all().map(all -> new PolicyLook(policy, attempted, all, hide)))
                .map(look -> HtmlPage.of(Templates.page(look).render()));
    }
}
