package dev.parley.core.startphoto;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Photos before the episodes of comparisons on real stations. The same values must hold on every replica. */
@ConfigMapping(prefix = "parley.start-photos")
public interface StartPhotoConfig {
    /** Two starts are unlike from here on, 0 to 1 of full contrast in one place of the picture, where a station's lab has set nothing. */
    @WithDefault("0.06")
    double unlikeFrom();

    /** So long pictures are kept; what was found with them stays. */
    @WithDefault("P90D")
    Duration keep();

    /** How often each replica looks for pictures that are older. */
    @WithDefault("PT1H")
    Duration forgetEvery();
}
