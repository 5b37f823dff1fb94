package dev.parley.core.rest.family;

import dev.parley.core.family.Ability;
import dev.parley.core.family.Families;
import dev.parley.core.family.OfferedOn;
import dev.parley.core.policy.Policies;
import dev.parley.core.policy.PolicyData;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.station.StationKind;
import dev.parley.core.station.Stations;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What one policy can do, as the list on its page says it. */
@Path("/api/v1/policies/{name}/abilities")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Families")
public class PolicyAbilitiesResource {
    private final Families families;
    private final Policies policies;
    private final Stations stations;

    @Inject
    PolicyAbilitiesResource(Families families, Policies policies, Stations stations) {
        this.families = families;
        this.policies = policies;
        this.stations = stations;
    }

    @Schema(
            description =
                    "Of the newest version, by what was tried of it; simulated and real tries are never added up.")
    record AbilitiesView(
            FamilyView.PolicyVersion policyVersion,

            @Schema(description = "The body that it moves, as stations announce it.")
            String embodiment,

            @Schema(description = "Kinds of stations that may run it, in contact or not; none: it cannot be asked.")
            Set<StationKind> offeredOn,

            List<AbilityView> abilities) {
        static AbilitiesView of(PolicyData policy, List<Ability> abilities, Set<StationKind> offered) {
            return new AbilitiesView(
                    new FamilyView.PolicyVersion(policy.name(), policy.digest()),
                    policy.embodiment(),
                    offered,
                    abilities.stream().map(AbilityView::of).toList());
        }
    }

    record AbilityView(
            Ability.Claim claim,

            @Schema(
                    description =
                            "YES and MOSTLY_NOT only where the 95 % interval lies on one side of one half; from five judged tries on.")
            Ability.Answer answer,

            int done,
            int judged,

            @Schema(description = "How firm the answer is; null while there is none to change.") @Nullable
            FlipView flip) {
        static AbilityView of(Ability ability) {
            return new AbilityView(
                    ability.claim(),
                    ability.answer(),
                    ability.done(),
                    ability.judged(),
                    ability.flip()
                            .map(flip -> new FlipView(flip.tries(), flip.then()))
                            .orElse(null));
        }
    }

    @Schema(
            description =
                    "The fewest tries that would have had to end the other way for another answer, and that answer.")
    record FlipView(int tries, Ability.Answer then) {}

    @GET
    @Operation(
            operationId = "getPolicyAbilities",
            summary = "What a policy can do, by the evidence",
            description =
                    "In simulation, on a real robot, by words that a judge knows, by any words, by a goal picture, and by your own"
                            + " recordings, which nothing here learns from yet.")
    public Uni<AbilitiesView> abilities(@PathParam("name") String name) {
        return policies.known(name)
                .map(found -> found.orElseThrow(() -> new ParleyException(
                        ErrorCode.POLICY_UNKNOWN, "No station has announced a policy with this name.")))
                .chain(policy -> families.attemptedBy(policy.name())
                        .chain(attempted -> families.byPicture(policy.name())
                                .chain(pictures -> stations.all().map(all -> {
                                    Set<StationKind> offered = OfferedOn.of(policy, all);
                                    return AbilitiesView.of(
                                            policy, Ability.of(policy, attempted, pictures, offered), offered);
                                }))));
    }
}
