package dev.parley.core.person;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** What a value of the other service's claim is worth here. */
@ApplicationScoped
class OidcRoles {
    private static final Logger LOG = Logger.getLogger(OidcRoles.class);
    private static final String SETTING = "parley.oidc.roles";

    private final List<Rule> rules;

    /** @throws IllegalArgumentException naming the entry that is wrong, by its place */
    @Inject
    OidcRoles(OidcConfig config) {
        this(config.roles().orElse(List.of()));
    }

    OidcRoles(List<String> entries) {
        List<Rule> read = new ArrayList<>();
        for (String entry : entries) {
            read.add(rule(read.size() + 1, entry.strip()));
        }
        rules = List.copyOf(read);
    }

    /** A wrong setting stops the start, not the first sign-in. */
    void check(@Observes StartupEvent started) {
        LOG.debugf("%d values of another service's claim are worth a role", rules.size());
    }

    /** @param lab its name */
    record Wanted(Role role, Optional<String> lab) {}

    private record Rule(String value, Wanted wanted) {}

    Set<Wanted> of(Set<String> values) {
        return rules.stream()
                .filter(rule -> values.contains(rule.value()))
                .map(Rule::wanted)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Rule rule(int number, String entry) {
        int equals = entry.lastIndexOf('=');
        int at = entry.indexOf('@', Math.max(equals, 0));
        String role = entry.substring(equals + 1, at < 0 ? entry.length() : at);
        Optional<String> lab = at < 0 ? Optional.empty() : Optional.of(entry.substring(at + 1));
        try {
            Role known = Role.valueOf(role);
            if (equals > 0
                    && known.ofALab() == lab.filter(name -> !name.isEmpty()).isPresent()) {
                return new Rule(entry.substring(0, equals), new Wanted(known, lab));
            }
        } catch (IllegalArgumentException e) {
            // The same answer as for an entry without a value.
        }
        throw new IllegalArgumentException(
                "Entry %d of %s must be VALUE=ROLE, or VALUE=ROLE@LAB for OPERATOR and LAB_ADMIN; roles are %s."
                        .formatted(number, SETTING, List.of(Role.values())));
    }
}
