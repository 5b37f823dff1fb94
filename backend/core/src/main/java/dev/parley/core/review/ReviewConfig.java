package dev.parley.core.review;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How many look at an episode, and which they get. */
@ConfigMapping(prefix = "parley.reviews")
public interface ReviewConfig {
    /** Independent raters of each episode. Where they do not agree, one more decides. */
    @WithDefault("2")
    @Min(2)
    @Max(9)
    int raters();

    /** How long a clip is somebody's before its place is free again. */
    @WithDefault("PT30M")
    Duration claim();

    /** The part of clips that are questions with a known answer, as long as there are any that the rater does not know. */
    @WithDefault("0.1")
    double goldShare();

    /** The part of the others that is drawn from all alike; the rest goes to those of which a judge or the detector is unsure. */
    @WithDefault("0.2")
    double sampleShare();
}
