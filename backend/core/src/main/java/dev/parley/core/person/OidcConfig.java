package dev.parley.core.person;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** Signing in by the organisation's own service (OpenID Connect, authorization code flow). Off: nobody is asked anything. */
@ConfigMapping(prefix = "parley.oidc")
public interface OidcConfig {
    @WithDefault("false")
    boolean enabled();

    /** Where the service describes itself: this address with {@code /.well-known/openid-configuration} behind it. */
    Optional<String> issuer();

    /** As this installation is registered there. */
    Optional<String> clientId();

    Optional<String> clientSecret();

    /** Whether browsers reach this installation over https by a proxy: the address to come back to begins so. */
    @WithDefault("false")
    boolean overHttps();

    /** On the button. */
    @WithDefault("Sign in with your organisation")
    String label();

    /** The claim of the ID token with what somebody is there, such as {@code groups}; inside others with slashes between. */
    Optional<String> rolesClaim();

    /** {@code VALUE=ROLE} or {@code VALUE=ROLE@LAB} each: who has the value has the role, as long as they have the value. */
    Optional<List<String>> roles();
}
