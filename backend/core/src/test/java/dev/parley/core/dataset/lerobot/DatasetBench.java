package dev.parley.core.dataset.lerobot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.dataset.archive.ArchiveWriter;
import dev.parley.core.dataset.row.ExportRow;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How fast a LeRobot data set is written, beside a copy of the same bytes to the same disk. */
@Tag("slow")
class DatasetBench {
    private static final Logger LOG = Logger.getLogger(DatasetBench.class);
    private static final int EPISODES = 2_000;

    @TempDir
    Path folder;

    @Test
    void dataSetIsWrittenAboutAsFastAsItsDiskTakesIt() throws IOException {
        OnDisk disk = new OnDisk(folder);
        List<ExportRow> rows = new ArrayList<>();
        long source = 0;
        for (int i = 0; i < EPISODES; i++) {
            ExportRow row = disk.episode(i, 12, 60);
            rows.add(row);
            source += disk.find(row, "main.mp4").orElseThrow().sizeBytes()
                    + disk.find(row, "steps.pb").orElseThrow().sizeBytes();
        }
        long begin = System.nanoTime();
        List<Planned> planned = new ArrayList<>();
        for (ExportRow row : rows) {
            planned.add(Planned.of(row, disk));
        }
        Path target = folder.resolve("set.zip");
        long bytes;
        try (ArchiveWriter archive = new ArchiveWriter(target, "set", Long.MAX_VALUE, () -> {})) {
            new LeRobotWriter(archive, "arm-1", planned.getFirst().shape(), disk, () -> {}).write(planned);
            bytes = archive.finish().bytes();
        }
        double wrote = seconds(begin);
        begin = System.nanoTime();
        Path copy = folder.resolve("copy.zip");
        try (FileChannel from = FileChannel.open(target, StandardOpenOption.READ);
                FileChannel to = FileChannel.open(copy, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            from.transferTo(0, Files.size(target), to);
            to.force(true);
        }
        double copied = seconds(begin);
        LOG.infof(
                "%,d episodes, %d MB of recordings and steps: %.1f s, %.0f MB/s; a copy with sync: %.1f s, %.0f MB/s",
                EPISODES, source / 1_000_000, wrote, bytes / 1e6 / wrote, copied, bytes / 1e6 / copied);
        assertThat(copy).hasSize(bytes);
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }
}
