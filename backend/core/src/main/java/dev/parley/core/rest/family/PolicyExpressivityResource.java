package dev.parley.core.rest.family;

import dev.parley.core.analysis.prompting.Diversity;
import dev.parley.core.family.Attempted;
import dev.parley.core.family.Expressivity;
import dev.parley.core.family.Families;
import dev.parley.core.family.Tries;
import dev.parley.core.policy.Policies;
import dev.parley.core.policy.PolicyData;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.station.StationKind;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.OptionalDouble;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** How much one policy can be told, as its page shows it: of its newest version, in simulation. */
@Path("/api/v1/policies/{name}/expressivity")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Families")
public class PolicyExpressivityResource {
    private final Families families;
    private final Policies policies;

    @Inject
    PolicyExpressivityResource(Families families, Policies policies) {
        this.families = families;
        this.policies = policies;
    }

    @Schema(description = "How many different things it does when asked, in bits; from tries in simulation alone.")
    record ExpressivityView(
            FamilyView.PolicyVersion policyVersion,

            @Schema(description = "A family tried less often is left out.")
            int leastTries,

            @Schema(description = "Families that were tried as often.")
            int tried,

            @Schema(description = "Of them those whose one-sided 95 % Jeffreys lower bound is above one half.")
            int solved,

            @Schema(description = "log2 of solved; null where none is.") @Nullable
            Double hardBits,

            @Schema(description = "log2 of the expected number above one half; null where none was tried.") @Nullable
            Double softBits,

            @Schema(description = "Where the central 95 % of that number begin.")
            double lowBits,

            double highBits,

            @Schema(description = "Chance that the next ask is of a family that was asked before (Chao and Jost 2012).")
            double coverage) {
        static ExpressivityView of(PolicyData policy, List<Attempted> attempted) {
            List<Tries> own = attempted.stream()
                    .map(Attempted::tries)
                    .filter(tries -> tries.policyDigest().equals(policy.digest()))
                    .filter(tries -> tries.stationKind() == StationKind.SIMULATOR)
                    .toList();
            Expressivity measured = Expressivity.of(own.stream()
                    .map(tries -> new Expressivity.Success(tries.done(), tries.judged()))
                    .toList());
            return new ExpressivityView(
                    new FamilyView.PolicyVersion(policy.name(), policy.digest()),
                    Expressivity.LEAST_TRIES,
                    measured.tried(),
                    measured.solved(),
                    nullable(measured.hardBits()),
                    nullable(measured.softBits()),
                    measured.lowBits(),
                    measured.highBits(),
                    Diversity.coverage(own.stream()
                            .map(tries -> tries.judged() + tries.unjudged())
                            .filter(count -> count > 0)
                            .toList()));
        }

        private static @Nullable Double nullable(OptionalDouble bits) {
            return bits.isPresent() ? (Double) bits.getAsDouble() : null;
        }
    }

    @GET
    @Operation(operationId = "getPolicyExpressivity", summary = "How much a policy can be told, in bits")
    public Uni<ExpressivityView> expressivity(@PathParam("name") String name) {
        return policies.known(name)
                .map(found -> found.orElseThrow(() -> new ParleyException(
                        ErrorCode.POLICY_UNKNOWN, "No station has announced a policy with this name.")))
                .chain(policy ->
                        families.attemptedBy(policy.name()).map(attempted -> ExpressivityView.of(policy, attempted)));
    }
}
