package dev.parley.core.rest.quota;

import dev.parley.core.person.Lab;
import dev.parley.core.quota.LabQuota;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What a lab gives at most in any 24 hours. */
record LabQuotasView(
        @Schema(description = "Name of the lab.") String lab,

        String labTitle,

        @Schema(description = "Empty: as many as come.") List<QuotaView> quotas) {
    record QuotaView(
            @Schema(description = "Null: all policies together.") @Nullable
            String policy,

            int mostPerDay,

            @Schema(
                    description =
                            "Begun in the last 24 hours, and promised: also the second of a comparison that has begun.")
            int used,

            @Schema(description = "When one more may begin; null: now, or never where mostPerDay is 0.") @Nullable
            Instant nextFree,

            String by,
            String reason,
            Instant at) {
        static QuotaView of(LabQuota quota) {
            return new QuotaView(
                    quota.policy().orElse(null),
                    quota.mostPerDay(),
                    quota.used(),
                    quota.nextFree().orElse(null),
                    quota.by(),
                    quota.reason(),
                    quota.at());
        }
    }

    static LabQuotasView of(Lab lab, List<LabQuota> quotas) {
        return new LabQuotasView(
                lab.name(), lab.title(), quotas.stream().map(QuotaView::of).toList());
    }
}
