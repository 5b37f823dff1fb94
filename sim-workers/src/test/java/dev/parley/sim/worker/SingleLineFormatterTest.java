package dev.parley.sim.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class SingleLineFormatterTest {

    @Test
    void evenAnExceptionWithLineBreaksIsOneLine() {
        LogRecord record = new LogRecord(Level.WARNING, "episode {0} ends");
        record.setLoggerName("dev.parley.sim.worker.SimulatedEpisode");
        record.setParameters(new Object[] {"7"});
        record.setThrown(new IllegalStateException("two\nlines", new IllegalArgumentException("cause")));
        String line = new SingleLineFormatter().format(record);
        assertThat(line.strip().lines()).hasSize(1);
        assertThat(line)
                .contains("WARNING SimulatedEpisode: episode 7 ends")
                .contains("two / lines")
                .contains("IllegalArgumentException: cause");
    }
}
