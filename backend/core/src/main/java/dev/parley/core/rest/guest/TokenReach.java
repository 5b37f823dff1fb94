package dev.parley.core.rest.guest;

import dev.parley.core.person.Scope;
import io.vertx.core.http.HttpMethod;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The one table of what tokens open: each line a beginning of addresses, whether it is about reading, and the scopes that do. The first
 * line that fits counts; what no line names, no token opens, whatever its person may.
 */
public final class TokenReach {
    private static final Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final Set<Scope> NONE = Set.of();
    private static final Set<Scope> ANY = EnumSet.allOf(Scope.class);

    private record Line(boolean reading, String beginning, Set<Scope> scopes) {}

    private static final List<Line> TABLE = List.of(
            // Accounts and desks: for people before a screen.
            reading("/api/v1/people", NONE),
            reading("/api/v1/audit", NONE),
            reading("/api/v1/moderation", NONE),
            reading("/api/v1/reviews", NONE),
            reading("/api/v1/tokens", NONE),
            reading("/api/v1/desk", NONE),
            // Where servers stand.
            reading("/api/v1/remote-hosts", NONE),
            reading("/api/v1/remote-policies", NONE),
            // What never was everybody's to know of.
            reading("/api/v1/uploaded-policies", NONE),
            reading("/api/v1/session", ANY),
            reading("/api/v1/datasets", ANY),
            reading("/api/v1/", Set.of(Scope.READ, Scope.ASK)),
            writing("/api/v1/datasets", Set.of(Scope.EXPORT)),
            writing("/api/v1/prompts", Set.of(Scope.ASK)),
            writing("/api/v1/comparisons", Set.of(Scope.ASK)),
            writing("/api/v1/goal-images", Set.of(Scope.ASK)),
            writing("/api/v1/studies", Set.of(Scope.ASK)),
            writing("/api/v1/episodes", Set.of(Scope.ASK)));

    private TokenReach() {}

    /** Scopes of which a token needs one; none: no token does it. */
    public static Set<Scope> of(HttpMethod method, String path) {
        // What a semicolon begins, REST does not look at: an address would pass as another than it is.
        if (path.indexOf(';') >= 0) {
            return NONE;
        }
        boolean reading = READS.contains(method);
        return TABLE.stream()
                .filter(line -> line.reading() == reading && under(path, line.beginning()))
                .findFirst()
                .map(Line::scopes)
                .orElse(NONE);
    }

    private static boolean under(String path, String beginning) {
        return beginning.endsWith("/")
                ? path.startsWith(beginning)
                : path.equals(beginning) || path.startsWith(beginning + "/");
    }

    private static Line reading(String beginning, Set<Scope> scopes) {
        return new Line(true, beginning, scopes);
    }

    private static Line writing(String beginning, Set<Scope> scopes) {
        return new Line(false, beginning, scopes);
    }
}
