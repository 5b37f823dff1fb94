package dev.parley.core.station;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** People before real robots. The same values must hold on every replica. */
@ConfigMapping(prefix = "parley.console")
public interface ConsoleConfig {
    /** The rule of stations under the rules of a real robot whose lab has set none. */
    @WithDefault("READ_EACH")
    ConsoleRule realStations();

    /** An ask that nobody at the console answered for this long goes back in line, and whoever stood by is signed off. */
    @WithDefault("10m")
    Duration answerWithin();

    /** A shift ends by itself after this. */
    @WithDefault("12h")
    Duration shiftAtMost();
}
