package dev.parley.core.rest.audit;

import dev.parley.contracts.PersonId;
import dev.parley.core.audit.Audit;
import dev.parley.core.audit.AuditEntry;
import dev.parley.core.audit.AuditQuery;
import dev.parley.core.person.Action;
import dev.parley.core.person.Permissions;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.rest.guest.RequestPerson;
import dev.parley.core.rest.problem.Numbers;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Who did what, as what, and why. */
@Path("/api/v1/audit")
@Produces(MediaType.APPLICATION_JSON)
@Tag(
        name = "Audit",
        description = "Append-only. Platform admins read all of it, lab admins what is their lab's affair.")
public class AuditResource {
    private static final int MOST_LISTED = 200;

    private final Audit audit;
    private final RequestPerson requestPerson;

    @Inject
    AuditResource(Audit audit, RequestPerson requestPerson) {
        this.audit = audit;
        this.requestPerson = requestPerson;
    }

    /** One line. */
    record EntryView(
            long number,
            Instant at,

            @Schema(description = "Null: a key, or the platform itself.") @Nullable
            String personId,

            @Schema(description = "As they were called then.")
            String name,

            @Schema(description = "As what they did it.") String role,

            String action,
            String subjectKind,
            String subjectId,
            @Nullable String lab,

            @Schema(description = "As people read the lab's name.") @Nullable
            String labTitle,

            String reason,
            Map<String, String> details,

            @Schema(description = "Keyed hash of the network: the same network, the same hash.")
            String network) {
        static EntryView of(AuditEntry entry) {
            return new EntryView(
                    entry.number(),
                    entry.at(),
                    entry.who().person().map(PersonId::toString).orElse(null),
                    entry.who().name(),
                    entry.who().role(),
                    entry.deed().action(),
                    entry.deed().subjectKind(),
                    entry.deed().subjectId(),
                    entry.lab().orElse(null),
                    entry.labTitle().orElse(null),
                    entry.deed().reason(),
                    entry.deed().details(),
                    entry.who().network());
        }
    }

    /** A page. */
    record PageView(
            List<EntryView> entries,

            @Schema(description = "What to send as before for the next page; null: there is none.") @Nullable
            Long next) {}

    @GET
    @Operation(operationId = "listAudit", summary = "The audit, newest first")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = PageView.class)),
            description = "As far as you may read it.")
    @APIResponse(responseCode = "403", description = "Not for your roles; detail says for whose.")
    public Uni<Response> search(
            @Parameter(description = "Part of a name, or a person's id.") @QueryParam("who") @DefaultValue("")
                    String who,
            @Parameter(description = "role.granted, or role for all of role.*") @QueryParam("action") @DefaultValue("")
                    String action,
            @Parameter(description = "A kind, or an id.") @QueryParam("subject") @DefaultValue("") String subject,
            @Parameter(description = "ISO 8601 with zone.") @QueryParam("from") @DefaultValue("") String from,
            @Parameter(description = "ISO 8601 with zone; not included.") @QueryParam("until") @DefaultValue("")
                    String until,
            @QueryParam("before") @DefaultValue("") String before,
            @QueryParam("limit") @DefaultValue("50") String limit) {
        int most = Numbers.between("limit", limit, 1, MOST_LISTED);
        AuditQuery query = new AuditQuery(
                filled(who),
                filled(action),
                filled(subject),
                instant("from", from),
                instant("until", until),
                number(before),
                requestPerson
                        .signedIn()
                        .map(person -> Permissions.labs(person, Action.READ_AUDIT))
                        .orElseThrow(() -> new ParleyException(
                                ErrorCode.SIGN_IN_NEEDED,
                                "Sign in first: the audit is for lab admins and platform admins.")),
                most + 1);
        return audit.search(query).map(found -> {
            List<EntryView> shown =
                    found.stream().limit(most).map(EntryView::of).toList();
            Long next = found.size() > most ? shown.getLast().number() : null;
            return Response.ok(new PageView(shown, next))
                    .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                    .build();
        });
    }

    private static Optional<String> filled(String text) {
        return Optional.of(text.strip()).filter(given -> !given.isEmpty());
    }

    private static Optional<Instant> instant(String name, String text) {
        try {
            return filled(text).map(given -> OffsetDateTime.parse(given).toInstant());
        } catch (DateTimeException e) {
            throw new ParleyException(
                    ErrorCode.BODY_MALFORMED, "%s is a time such as 2026-11-22T09:30:00Z.".formatted(name));
        }
    }

    private static OptionalLong number(String text) {
        try {
            return filled(text)
                    .map(given -> OptionalLong.of(Long.parseLong(given)))
                    .orElseGet(OptionalLong::empty);
        } catch (NumberFormatException e) {
            throw new ParleyException(ErrorCode.BODY_MALFORMED, "before is the number of an entry.");
        }
    }
}
