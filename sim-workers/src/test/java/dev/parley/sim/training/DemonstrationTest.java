package dev.parley.sim.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.sim.body.ArmAction;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemonstrationTest {

    private static final ArmAction STILL = new ArmAction(0, 0, 0, 0, 1);

    @Test
    void writerKeepsOneRowAnImage(@TempDir Path folder) throws IOException {
        try (DemonstrationWriter writer = new DemonstrationWriter(folder)) {
            writer.write(new byte[2 * 64 * 64 * 3], new float[2 * DemonstrationWriter.COLUMNS]);
            writer.write(new byte[64 * 64 * 3], new float[DemonstrationWriter.COLUMNS]);

            assertThat(writer.samples()).isEqualTo(3);
        }
        assertThat(folder.resolve("images.u8")).hasSize(3L * 64 * 64 * 3);
        assertThat(folder.resolve("rows.f32")).hasSize(3L * 4 * DemonstrationWriter.COLUMNS);
    }

    @Test
    void sameSeedDisturbsTheSame() {
        Demonstrator one = new Demonstrator(4);
        Demonstrator other = new Demonstrator(4);
        for (int step = 0; step < 50; step++) {
            assertThat(one.disturb(STILL, 0.2)).isEqualTo(other.disturb(STILL, 0.2));
        }
    }

    @Test
    void someEpisodesAreUndisturbedAndMostAreNot() {
        int calm = 0;
        for (long seed = 0; seed < 120; seed++) {
            calm += new Demonstrator(seed).disturb(STILL, 0.2).equals(STILL) ? 1 : 0;
        }

        assertThat(calm).isBetween(8, 40);
    }
}
