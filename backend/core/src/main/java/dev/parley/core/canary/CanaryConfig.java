package dev.parley.core.canary;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Optional;

/** Canaries of stations. The same values must hold on every replica. */
@ConfigMapping(prefix = "parley.canary")
public interface CanaryConfig {
    /** The policy that stations under the rules of a real robot ask each day whose lab has set nothing; none: no canary by itself. */
    Optional<String> policy();

    /** The scene of that canary. */
    Optional<String> scene();

    /** The task of that canary, whose predicate judges. */
    Optional<String> task();

    /** The words of that canary. */
    Optional<String> instruction();

    /** Tries a day of that canary. */
    @WithDefault("5")
    @Min(1)
    @Max(Canaries.MOST_TRIES)
    int tries();

    /** The time of day of that canary, where the station is open then. */
    @WithDefault("09:00")
    String at();

    /** On whose clocks, for a station without opening hours. */
    @WithDefault("UTC")
    String zone();

    /** So many days with tries are what a canary usually does; later ones are held against them. */
    @WithDefault("14")
    @Min(3)
    @Max(90)
    int baselineDays();

    /** Days until a canary that is as good as ever is called worse all the same, on average and at the least. */
    @WithDefault("1000")
    @Min(30)
    int falseAlarmEveryDays();

    /** Tries that could not get in line this long after their time are left out for the day. */
    @WithDefault("6h")
    Duration lateAtMost();

    /** Tries that wait longer leave the line. */
    @WithDefault("12h")
    Duration waitsAtMost();
}
