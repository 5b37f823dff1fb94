package dev.parley.core.rest.review;

import dev.parley.core.analysis.crowd.Agreement;
import dev.parley.core.review.AgreementData;
import dev.parley.core.review.ReviewAgreement;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** How far raters agree. */
@Path("/api/v1/reviews/agreement")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Reviews")
public class AgreementResource {
    private final ReviewAgreement agreement;
    private final RequestRater requestRater;

    @Inject
    AgreementResource(ReviewAgreement agreement, RequestRater requestRater) {
        this.agreement = agreement;
        this.requestRater = requestRater;
    }

    /** What labels of this agreement are good for. */
    enum Verdict {
        /** Two clips at least have to be judged by two, and not all the same. */
        TOO_LITTLE,
        /** 0.8 and more. */
        PUBLISH,
        /** 0.667 and more. */
        TENTATIVE,
        /** Less: what counts as done has to be written anew. */
        REWRITE
    }

    @Schema(
            description =
                    "Krippendorff's alpha over not done, partly and done: 1 is always, 0 as by chance. By what each rater said before seeing the others.")
    record AlphaView(
            @Schema(description = "null: too little was said, or always the same.") @Nullable
            Double ordinal,

            @Schema(description = "95 %, by drawing clips again 1,000 times.") @Nullable
            Double low,

            @Nullable Double high,

            @Schema(description = "With every difference as large as any other.") @Nullable
            Double nominal,

            int raters,

            @Schema(description = "That two at least judged.")
            int clips,

            Verdict verdict) {
        static AlphaView of(AgreementData.Alpha alpha) {
            return new AlphaView(
                    alpha.ordinal().isPresent() ? (Double) alpha.ordinal().getAsDouble() : null,
                    alpha.interval().map(interval -> (Double) interval.low()).orElse(null),
                    alpha.interval().map(interval -> (Double) interval.high()).orElse(null),
                    alpha.nominal().isPresent() ? (Double) alpha.nominal().getAsDouble() : null,
                    alpha.raters(),
                    alpha.clips(),
                    verdict(alpha));
        }

        private static Verdict verdict(AgreementData.Alpha alpha) {
            if (alpha.ordinal().isEmpty()) {
                return Verdict.TOO_LITTLE;
            }
            double value = alpha.ordinal().getAsDouble();
            if (value >= Agreement.PUBLISH) {
                return Verdict.PUBLISH;
            }
            return value >= Agreement.TENTATIVE ? Verdict.TENTATIVE : Verdict.REWRITE;
        }
    }

    @Schema(description = "One thing that was asked for, of which two judged five clips at least.")
    record TaskView(String sceneId, String criterion, AlphaView alpha) {}

    @Schema(description = "Of all clips together, and by what counts as done.")
    record AgreementView(AlphaView all, List<TaskView> tasks) {}

    @GET
    @Operation(
            operationId = "getRaterAgreement",
            summary = "How far raters agree, as of now",
            description = "For researchers and platform admins.")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = AgreementView.class)),
            description = "A second old at most; older where there are so many labels that reckoning takes long.")
    @APIResponse(responseCode = "401", description = "Not signed in.")
    @APIResponse(responseCode = "403", description = "Not for your roles; detail says for whose.")
    public Uni<Response> now() {
        requestRater.require();
        return agreement
                .now()
                .map(found -> Response.ok(new AgreementView(
                                AlphaView.of(found.all()),
                                found.tasks().stream()
                                        .map(task -> new TaskView(
                                                task.sceneId(), task.reading(), AlphaView.of(task.alpha())))
                                        .toList()))
                        .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                        .build());
    }
}
