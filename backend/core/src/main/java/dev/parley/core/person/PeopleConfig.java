package dev.parley.core.person;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** Accounts and where they are signed in. */
@ConfigMapping(prefix = "parley.people")
public interface PeopleConfig {
    /** Who does nothing for this long is signed out. */
    @WithDefault("PT12H")
    Duration idle();

    /** Nobody stays signed in for longer, whatever they do. */
    @WithDefault("P14D")
    Duration longest();

    /** How long a one-time password opens anything. That of the first admin does so for ever: nobody could give out another. */
    @WithDefault("P7D")
    Duration oneTimePassword();

    /** Passwords that are checked at the same time; each needs 19 MiB and a core for some 30 ms. */
    @WithDefault("2")
    @Min(1)
    @Max(64)
    int hashesAtOnce();

    /** How many more may wait for that before sign-ins are refused for the moment. */
    @WithDefault("32")
    @Min(1)
    int hashesWaiting();
}
