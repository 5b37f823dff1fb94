package dev.parley.core.rest.canary;

import dev.parley.core.canary.Canaries;
import dev.parley.core.canary.CanaryDrift;
import dev.parley.core.person.Action;
import dev.parley.core.rest.desk.StationPerson;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Which of one's stations still do as usual. */
@Path("/api/v1/desk/canaries")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Station desk")
public class CanariesResource {
    private final Canaries canaries;
    private final StationPerson person;

    @Inject
    CanariesResource(Canaries canaries, StationPerson person) {
        this.canaries = canaries;
        this.person = person;
    }

    /** One canary in a list. */
    record ToldView(
            String station,
            String stationName,
            CanaryDrift.Verdict verdict,

            @Schema(description = "Since when it does worse than in its first days; null: it does not.") @Nullable
            LocalDate worseSince) {
        static ToldView of(Canaries.Told told) {
            return new ToldView(
                    told.station().toString(),
                    told.stationName(),
                    told.canary().verdict(),
                    told.canary().worseSince().orElse(null));
        }
    }

    @GET
    @Operation(
            operationId = "listCanaries",
            summary = "The canaries of your labs' stations",
            description = "As they were after their newest whole day.")
    public Uni<List<ToldView>> all() {
        return canaries.all(person.labs(Action.SEE_STATION))
                .map(found -> found.stream().map(ToldView::of).toList());
    }
}
