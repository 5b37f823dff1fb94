package dev.parley.core.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.ranking.Preferences.Collector;
import java.time.Duration;
import java.util.SplittableRandom;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A million votes of fifty thousand people about two hundred policies, with a thousand rounds. */
@Tag("slow")
class RankingBench {
    private static final Logger LOG = Logger.getLogger(RankingBench.class);
    private static final int POLICIES = 200;
    private static final int VOTERS = 50_000;
    private static final int VOTES = 1_000_000;

    @Test
    void millionVotesTakeLessThanAMinute() {
        SplittableRandom random = new SplittableRandom(5);
        double[] strengths = random.doubles(POLICIES, -1.5, 1.5).toArray();
        Collector collector = new Collector();
        for (int vote = 0; vote < VOTES; vote++) {
            int left = random.nextInt(POLICIES);
            int right = (left + 1 + random.nextInt(POLICIES - 1)) % POLICIES;
            collector.add(
                    random.nextInt(VOTERS),
                    left,
                    right,
                    choice(random.nextDouble(), (strengths[left] - strengths[right]) / 2),
                    1);
        }
        long begin = System.nanoTime();
        Ranking ranking = Ranking.of(collector.collected(), 0.1, 1000, 9);
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        LOG.infof("%,d votes about %d policies, %d rounds: %d ms", VOTES, POLICIES, ranking.rounds(), took.toMillis());
        assertThat(took).isLessThan(Duration.ofSeconds(60));
        assertThat(ranking.islands()).hasSize(1);
        assertThat(ranking.islands().getFirst().standings())
                .as("intervals that hold the true strength, up to the mean: 95 of 100, give or take four errors")
                .filteredOn(standing -> {
                    double truth = strengths[standing.policy()] - mean(strengths);
                    Standing.Interval interval = standing.interval().orElseThrow();
                    return interval.low() <= truth && truth <= interval.high();
                })
                .hasSizeGreaterThan(POLICIES * 88 / 100);
    }

    /** A thousand more votes on a board that is kept. */
    @Test
    void refreshTakesLessThanASecond() {
        SplittableRandom random = new SplittableRandom(5);
        LiveRanking live = new LiveRanking(0.1, 1000, 9);
        for (int vote = 0; vote < VOTES; vote++) {
            vote(live, random);
        }
        live.ranking();
        Duration longest = Duration.ZERO;
        for (int refresh = 0; refresh < 5; refresh++) {
            for (int vote = 0; vote < 1000; vote++) {
                vote(live, random);
            }
            long begin = System.nanoTime();
            Ranking ranking = live.ranking();
            Duration took = Duration.ofNanos(System.nanoTime() - begin);
            LOG.infof("%,d votes after 1,000 more: %d ms", ranking.votes(), took.toMillis());
            longest = took.compareTo(longest) > 0 ? took : longest;
        }
        assertThat(longest).isLessThan(Duration.ofSeconds(1));
    }

    private static void vote(LiveRanking live, SplittableRandom random) {
        int left = random.nextInt(POLICIES);
        int right = (left + 1 + random.nextInt(POLICIES - 1)) % POLICIES;
        live.add(random.nextInt(VOTERS), left, right, choice(random.nextDouble(), (left - right) / 200.0), 1);
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static Choice choice(double chance, double half) {
        double up = Math.exp(half);
        double all = up + 1 / up + 0.5;
        if (chance < up / all) {
            return Choice.LEFT;
        }
        return chance < (up + 1 / up) / all ? Choice.RIGHT : Choice.TIE;
    }
}
