package dev.parley.core.rest.catalogue;

import dev.parley.core.owner.PolicyOwners;
import dev.parley.core.person.Lab;
import dev.parley.core.policy.Policies;
import dev.parley.core.policy.PolicyData;
import dev.parley.core.scene.SceneData;
import dev.parley.core.scene.Scenes;
import dev.parley.core.station.Stations;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What there is to ask, and where it runs. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Catalogue", description = "Scenes, policies and stations.")
public class CatalogueResource {
    private final Scenes scenes;
    private final Policies policies;
    private final Stations stations;
    private final PolicyOwners owners;

    @Inject
    CatalogueResource(Scenes scenes, Policies policies, Stations stations, PolicyOwners owners) {
        this.scenes = scenes;
        this.policies = policies;
        this.stations = stations;
        this.owners = owners;
    }

    record OwnerView(String lab, String title) {}

    /** A policy's newest version. */
    record PolicyView(
            @Schema(description = "The policyId of a prompt.")
            String id,

            String digest,

            @Schema(
                    description =
                            "learned, scripted-expert (is told where things are, so neither drawn for comparisons nor ranked), random, remote (its maker's server) or uploaded (a file that a researcher sent).")
            String kind,

            String title,
            String description,
            boolean acceptsInstruction,
            boolean acceptsGoalImage,
            String embodiment,
            String actionSpaceKind,
            List<String> sceneIds,
            Instant firstSeen,

            @Schema(description = "The lab it belongs to, whose people neither ask nor judge it; null: no lab's.")
            @Nullable
            OwnerView owner) {
        static PolicyView of(PolicyData policy, Map<String, Lab> owners) {
            return new PolicyView(
                    policy.name(),
                    policy.digest(),
                    policy.kind(),
                    policy.title(),
                    policy.description(),
                    policy.acceptsInstruction(),
                    policy.acceptsGoalImage(),
                    policy.embodiment(),
                    policy.actionSpaceKind(),
                    policy.sceneIds(),
                    policy.firstSeen(),
                    Optional.ofNullable(owners.get(policy.name()))
                            .map(lab -> new OwnerView(lab.name(), lab.title()))
                            .orElse(null));
        }
    }

    @GET
    @Path("scenes")
    @Operation(operationId = "listScenes", summary = "Scenes with their things, tasks and examples")
    public Uni<List<SceneData>> scenes() {
        return scenes.all();
    }

    @GET
    @Path("policies")
    @Operation(operationId = "listPolicies", summary = "Policies in their newest versions")
    public Uni<List<PolicyView>> policies() {
        return policies.all()
                .chain(all -> owners.all()
                        .map(owned -> all.stream()
                                .map(policy -> PolicyView.of(policy, owned))
                                .toList()));
    }

    @GET
    @Path("stations")
    @Operation(operationId = "listStations", summary = "Stations and how they are")
    public Uni<List<StationView>> stations() {
        return stations.all().map(all -> all.stream().map(StationView::of).toList());
    }
}
