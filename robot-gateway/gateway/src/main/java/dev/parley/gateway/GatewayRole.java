package dev.parley.gateway;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Whether this server takes stations. */
@ApplicationScoped
public class GatewayRole {
    private final boolean active;

    @Inject
    public GatewayRole(
            @ConfigProperty(name = "parley.roles", defaultValue = "web,api,scheduler,gateway") List<String> roles) {
        active = Set.copyOf(roles).contains("gateway");
    }

    public boolean active() {
        return active;
    }
}
