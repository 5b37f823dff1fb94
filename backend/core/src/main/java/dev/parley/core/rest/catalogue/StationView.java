package dev.parley.core.rest.catalogue;

import dev.parley.contracts.EpisodeId;
import dev.parley.core.station.CameraMask;
import dev.parley.core.station.StationData;
import dev.parley.core.station.StationKind;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A station as programs see it. */
public record StationView(
        String id,
        String name,

        @Schema(
                description =
                        "SIMULATOR: a physics simulation. REAL_ROBOT: a robot in a lab. REHEARSAL: a simulation under"
                                + " the rules of a real robot; nothing moves in the real world.")
        StationKind kind,

        @Schema(
                description =
                        "The worst of all: STOPPED, FAULT, OFFLINE, PAUSED, DRAINING, BUSY, CLOSED, WAITING (for a person at its console) or IDLE.")
        String state,

        StationData.Connection connection,
        StationData.Admission admission,
        @Nullable String admissionNote,
        @Nullable String stopNote,
        @Nullable String fault,
        @Schema(description = "Its usual body.") String embodiment,

        @Schema(description = "Every body it has; a simulator may have another in some of its scenes.")
        List<String> embodiments,

        List<String> sceneIds,
        int slots,

        @Schema(description = "Where its networks run; null when it runs none or does not say.") @Nullable
        InferenceView inference,

        @Schema(description = "Episodes that run here now; those of a blind comparison go by its id.")
        List<String> running,

        @Schema(
                description =
                        "Parts of its cameras' pictures that are black before they leave it; fractions of the picture.")
        List<CameraMask> privacyMasks,

        @Nullable Instant lastSeen,
        @Nullable String offlineCause,

        @Schema(description = "When its opening hours begin again; null: they last, or it has none.") @Nullable
        Instant closedUntil) {

    /** Where networks run. */
    public record InferenceView(
            @Schema(description = "cpu, or for instance cuda:0.")
            String device,

            @Schema(description = "Observations in one forward pass; 1: each episode by itself.")
            int batch) {
        static InferenceView of(StationData.Inference inference) {
            return new InferenceView(inference.device(), inference.batch());
        }
    }

    public static StationView of(StationData station) {
        return new StationView(
                station.id().toString(),
                station.name(),
                station.kind(),
                worst(station),
                station.connection(),
                station.admission(),
                station.admissionNote().orElse(null),
                station.stopNote().orElse(null),
                station.fault().orElse(null),
                station.embodiment(),
                station.embodiments(),
                station.sceneIds().stream().sorted().toList(),
                station.slots(),
                station.inference().map(InferenceView::of).orElse(null),
                station.running().stream().map(EpisodeId::toString).toList(),
                station.masks(),
                station.lastSeen().orElse(null),
                station.offlineCause().orElse(null),
                station.closedUntil().orElse(null));
    }

    /** The latch outranks all: whoever stopped it must be able to see that at once. */
    private static String worst(StationData station) {
        if (station.stopId().isPresent()) {
            return "STOPPED";
        }
        if (station.fault().isPresent()) {
            return "FAULT";
        }
        if (station.connection() == StationData.Connection.OFFLINE) {
            return "OFFLINE";
        }
        return switch (station.admission()) {
            case PAUSED -> "PAUSED";
            case DRAINING -> "DRAINING";
            case OPEN -> !station.running().isEmpty() ? "BUSY" : free(station);
        };
    }

    private static String free(StationData station) {
        if (station.closedUntil().isPresent()) {
            return "CLOSED";
        }
        return station.console().flatMap(StationData.Console::waits).isPresent() ? "WAITING" : "IDLE";
    }
}
