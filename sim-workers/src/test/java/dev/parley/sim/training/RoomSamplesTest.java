package dev.parley.sim.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoomSamplesTest {

    @TempDir
    Path folder;

    @Test
    void viewsAreTheSameWhateverTheNumberOfThreads() throws Exception {
        views("one", "1");
        views("two", "2");

        assertThat(folder.resolve("one/images.u8")).hasSize(5L * 3 * 64 * 64 * 3);
        assertThat(folder.resolve("one/views.f32")).hasSize(5L * 3 * 4 * GenerateViews.COLUMNS);
        assertSame("images.u8");
        assertSame("views.f32");
    }

    @Test
    void situationsAreTheSameWhateverTheNumberOfThreads() throws Exception {
        drives("one", "1");
        drives("two", "2");

        assertThat(folder.resolve("one/drives.f32")).hasSize(5L * 8 * 4 * GenerateDrives.COLUMNS);
        assertSame("drives.f32");
    }

    private void views(String name, String threads) throws Exception {
        GenerateViews.run(
                "--out", folder.resolve(name).toString(), "--layouts", "5", "--views", "3", "--threads", threads);
    }

    private void drives(String name, String threads) throws Exception {
        GenerateDrives.run(
                "--out", folder.resolve(name).toString(), "--layouts", "5", "--situations", "8", "--threads", threads);
    }

    private void assertSame(String file) throws IOException {
        assertThat(Files.mismatch(
                        folder.resolve("one").resolve(file),
                        folder.resolve("two").resolve(file)))
                .isEqualTo(-1);
    }
}
