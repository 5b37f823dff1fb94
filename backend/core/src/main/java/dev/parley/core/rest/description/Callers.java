package dev.parley.core.rest.description;

import dev.parley.core.account.GuestCookie;
import dev.parley.core.person.Action;
import dev.parley.core.person.PersonCookie;
import dev.parley.core.person.Scope;
import dev.parley.core.rest.guest.TokenReach;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/** Who may call an operation, and how they say who they are. What tokens open is {@link TokenReach}, and nothing else. */
final class Callers {
    private static final String TOKEN = "token";
    private static final String SESSION = "session";
    private static final String GUEST = "guest";
    private static final String GUEST_HEADER = "guestHeader";

    /** What takes an account: whether reading too, the beginning of the address, and who. */
    private record Line(boolean reading, String beginning, String who) {}

    private static final String LAB = "operators, lab admins and platform admins, for stations of their labs";

    /** The first that fits counts. */
    private static final List<Line> ACCOUNTS = List.of(
            new Line(true, "/api/v1/audit", Action.READ_AUDIT.whoMay()),
            new Line(true, "/api/v1/people", Action.SEE_PEOPLE.whoMay()),
            new Line(true, "/api/v1/labs/{lab}/quotas", Action.SEE_PEOPLE.whoMay()),
            new Line(false, "/api/v1/labs", Action.CREATE_LAB.whoMay()),
            new Line(true, "/api/v1/moderation", Action.MODERATE.whoMay() + ", or an operator's key as bearer"),
            new Line(true, "/api/v1/reviews/lead", Action.LEAD_REVIEWS.whoMay()),
            new Line(true, "/api/v1/reviews", Action.REVIEW.whoMay()),
            new Line(true, "/api/v1/tokens", Action.KEEP_TOKENS.whoMay()),
            new Line(true, "/api/v1/desk", LAB),
            new Line(true, "/api/v1/remote-hosts", Action.GOVERN_POLICIES.whoMay()),
            new Line(true, "/api/v1/remote-policies", Action.REGISTER_POLICY.whoMay()),
            new Line(false, "/api/v1/policies/{name}/owner", Action.SET_POLICY_OWNER.whoMay()),
            new Line(false, "/api/v1/policies", Action.REGISTER_POLICY.whoMay()),
            new Line(false, "/api/v1/datasets", Action.MAKE_DATASET.whoMay()),
            new Line(false, "/api/v1/studies", Action.SUBMIT_STUDY.whoMay() + ", or a study key as bearer"),
            new Line(true, "/api/v1/stop-tokens", Action.STOP_STATION.whoMay()),
            new Line(true, "/api/v1/stops", Action.STOP_STATION.whoMay()),
            new Line(true, "/api/v1/stations/{station}/stop", "whoever holds a stop token, as bearer"),
            new Line(true, "/api/v1/session/password", "whoever is signed in"),
            new Line(true, "/api/v1/session/everywhere", "whoever is signed in"));

    private Callers() {}

    static void declare(Components components) {
        components.addSecurityScheme(
                TOKEN,
                OASFactory.createSecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("bearer")
                        .description(
                                "A token of your account, made at /account. Its scopes are read, ask and export."));
        components.addSecurityScheme(
                SESSION, key(PersonCookie.NAME, SecurityScheme.In.COOKIE, "Set when you sign in (POST /session)."));
        components.addSecurityScheme(
                GUEST, key(GuestCookie.NAME, SecurityScheme.In.COOKIE, "Set with the first thing that you send."));
        components.addSecurityScheme(
                GUEST_HEADER,
                key(GuestCookie.HEADER, SecurityScheme.In.HEADER, "The same for programs, from POST /guests."));
    }

    private static SecurityScheme key(String name, SecurityScheme.In in, String description) {
        return OASFactory.createSecurityScheme()
                .type(SecurityScheme.Type.APIKEY)
                .name(name)
                .in(in)
                .description(description);
    }

    static void name(PathItem.HttpMethod method, String path, Operation operation) {
        boolean reading = method == PathItem.HttpMethod.GET;
        Set<Scope> scopes = TokenReach.of(HttpMethod.valueOf(method.name()), path);
        Optional<String> who = ACCOUNTS.stream()
                .filter(line -> line.reading() || !reading)
                .filter(line -> path.equals(line.beginning()) || path.startsWith(line.beginning() + "/"))
                .map(Line::who)
                .findFirst();
        List<SecurityRequirement> security = new ArrayList<>();
        if (who.isEmpty()) {
            security.add(OASFactory.createSecurityRequirement());
            security.add(by(GUEST));
            security.add(by(GUEST_HEADER));
        }
        if (!scopes.isEmpty()
                || who.filter(words -> words.endsWith("as bearer")).isPresent()) {
            security.add(by(TOKEN));
        }
        security.add(by(SESSION));
        operation.setSecurity(security);
        operation.setDescription(Optional.ofNullable(operation.getDescription())
                        .map(said -> said + "\n\n")
                        .orElse("")
                + "Who may: " + who.orElse("everybody") + ". "
                + (scopes.isEmpty()
                        ? "No token of an account does this."
                        : "Tokens: with the scope %s.".formatted(words(scopes))));
    }

    private static SecurityRequirement by(String scheme) {
        return OASFactory.createSecurityRequirement().addScheme(scheme);
    }

    private static String words(Set<Scope> scopes) {
        return scopes.stream().sorted().map(Scope::wireName).collect(Collectors.joining(" or "));
    }
}
