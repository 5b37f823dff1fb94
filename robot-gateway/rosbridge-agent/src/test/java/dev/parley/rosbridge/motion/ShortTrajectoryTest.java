package dev.parley.rosbridge.motion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.rosbridge.standin.Cases;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShortTrajectoryTest {
    private static final double[] HERE = {0, 0};
    private static final long MS = 1_000_000;

    @Test
    void everyTrajectoryIsDenseAndShortAndEndsWhereItShall() {
        Cases.each(500, random -> {
            double[] from = random.doubles(3, -3, 3).toArray();
            double[] to = random.doubles(3, -3, 3).toArray();
            Duration over = Duration.ofMillis(random.nextInt(1, 301));

            ShortTrajectory trajectory = ShortTrajectory.between(from, to, over);

            long before = 0;
            for (long at : trajectory.atNs()) {
                assertThat(at - before).isBetween(1L, 50 * MS);
                before = at;
            }
            assertThat(before).isEqualTo(over.toNanos());
            assertThat(trajectory.rows().getLast()).containsExactly(to);
        });
    }

    @Test
    void nothingLongerCanBeMade() {
        assertThatThrownBy(() -> ShortTrajectory.between(HERE, HERE, Duration.ofMillis(301)))
                .hasMessageContaining("300 ms");
        assertThatThrownBy(() -> ShortTrajectory.between(HERE, HERE, Duration.ofSeconds(2)))
                .hasMessageContaining("300 ms");
        assertThatThrownBy(() -> new ShortTrajectory(List.of(HERE), List.of(51 * MS)))
                .hasMessageContaining("50 ms");
        assertThatThrownBy(() -> new ShortTrajectory(List.of(HERE, HERE), List.of(10 * MS, 10 * MS)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ShortTrajectory(List.of(), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ShortTrajectory(List.of(new double[] {Double.NaN}), List.of(MS)))
                .hasMessageContaining("finite");
    }
}
