package dev.parley.scheduler;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Which parts of the platform this server runs. */
@ApplicationScoped
public class Roles {
    private final Set<String> roles;

    @Inject
    public Roles(
            @ConfigProperty(name = "parley.roles", defaultValue = "web,api,scheduler,gateway") List<String> roles) {
        this.roles = Set.copyOf(roles);
    }

    /** Whether this server matches turns with stations. */
    public boolean scheduler() {
        return roles.contains("scheduler");
    }
}
