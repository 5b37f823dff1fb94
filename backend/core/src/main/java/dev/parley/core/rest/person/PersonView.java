package dev.parley.core.rest.person;

import dev.parley.contracts.LabId;
import dev.parley.core.person.Grant;
import dev.parley.core.person.PersonData;
import dev.parley.core.person.Role;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An account for whoever looks after accounts. */
record PersonView(
        String id,
        String login,
        String name,
        List<GrantView> roles,
        Instant createdAt,

        @Schema(description = "Since when nobody may sign in with it; null: they may.") @Nullable
        Instant disabledAt,

        @Schema(description = "True until the one-time password was changed.")
        boolean mustChangePassword,

        @Schema(description = "Until when the one-time password opens anything; null: for ever, or there is none.")
        @Nullable
        Instant oneTimeUntil,

        @Schema(description = "True: signs in by the organisation's own service and has no password here.")
        boolean elsewhere) {

    /** A role, and for which lab. */
    record GrantView(
            Role role,

            @Schema(description = "Name of the lab; null for roles of the whole platform.") @Nullable
            String lab,

            @Schema(description = "As people read the lab's name.") @Nullable
            String labTitle) {
        static GrantView of(Grant grant) {
            return new GrantView(
                    grant.role(),
                    grant.lab().map(lab -> lab.name()).orElse(null),
                    grant.lab().map(lab -> lab.title()).orElse(null));
        }
    }

    /** @param seen the labs whose roles are shown beside those of the platform; empty: all */
    static PersonView of(PersonData person, Optional<Set<LabId>> seen) {
        return new PersonView(
                person.id().toString(),
                person.login(),
                person.name(),
                person.grants().stream()
                        .filter(grant -> seen.isEmpty()
                                || grant.lab()
                                        .map(lab -> seen.get().contains(lab.id()))
                                        .orElse(true))
                        .map(GrantView::of)
                        .toList(),
                person.createdAt(),
                person.disabledAt().orElse(null),
                person.mustChangePassword(),
                person.oneTimeUntil().orElse(null),
                person.elsewhere());
    }
}
