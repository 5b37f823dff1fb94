package dev.parley.scheduler.bench;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** Processor time, which other work on the machine changes less than it changes time by the clock. */
final class Processor {
    private Processor() {}

    /** Spent by now by this process: server, clients, compiler and collector. */
    static Duration here() {
        return sum(Stream.of(ProcessHandle.current()));
    }

    /** Spent by now by the processes that this one started and that still live: PostgreSQL and Redis. */
    static Duration beside() {
        return sum(ProcessHandle.current().descendants());
    }

    private static Duration sum(Stream<ProcessHandle> processes) {
        return processes
                .map(process -> process.info().totalCpuDuration())
                .flatMap(Optional::stream)
                .reduce(Duration.ZERO, Duration::plus);
    }
}
