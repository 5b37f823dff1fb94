package dev.parley.core.rest.moderation;

import dev.parley.core.moderation.CaseData;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A case as the desk shows it. */
@Schema(description = "A prompt that a person looks at, or that was refused without one.")
record CaseView(
        String id,
        String promptId,
        Instant openedAt,

        @Schema(description = "WORDS: like a refused sentence. PICTURE: nobody has seen it.")
        List<CaseData.About> about,

        @Schema(description = "Absent where it was shown, or taken back.") @Nullable
        String instruction,

        @Schema(description = "Where the picture is, for operators.") @Nullable
        String picture,

        String sceneId,

        @Schema(description = "Place in moderation/blocklist.txt of the sentence it is most like.") @Nullable
        String nearest,

        @Schema(description = "Cosine of the two, -1 to 1.") @Nullable
        Double likeness,

        @Schema(description = "Null: open.") @Nullable Decided decision) {

    /** Who decided, when and why. */
    record Decided(CaseData.Verdict verdict, String by, Instant at, String reason) {}

    static CaseView of(CaseData found) {
        return new CaseView(
                found.id().toString(),
                found.prompt().toString(),
                found.openedAt(),
                found.about(),
                found.instruction().orElse(null),
                found.picture()
                        .map(picture -> "/api/v1/moderation/cases/" + found.id() + "/picture.png")
                        .orElse(null),
                found.sceneId(),
                found.nearest().orElse(null),
                found.likeness().isPresent() ? (Double) found.likeness().getAsDouble() : null,
                found.decision()
                        .map(made -> new Decided(made.verdict(), made.by(), made.at(), made.reason()))
                        .orElse(null));
    }
}
