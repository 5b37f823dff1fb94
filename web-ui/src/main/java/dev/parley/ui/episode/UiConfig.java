package dev.parley.ui.episode;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What an installation may decide about its pages. */
@ConfigMapping(prefix = "parley.ui")
public interface UiConfig {
    /** Whether the judge's verdict and other people's votes stay hidden until one's own vote is in: both sway it. */
    @WithDefault("true")
    boolean hideVerdictUntilVote();
}
