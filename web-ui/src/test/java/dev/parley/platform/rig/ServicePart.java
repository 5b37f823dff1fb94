package dev.parley.platform.rig;

import dev.parley.server.child.Child;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** PostgreSQL or Redis, started as the server starts its own: the same binaries, the same settings. */
final class ServicePart implements Part {
    private final Child child;
    private final SupervisedPart process;

    ServicePart(Child child, Path records) {
        this.child = child;
        this.process = new SupervisedPart(child.name(), records);
    }

    @Override
    public String name() {
        return child.name();
    }

    @Override
    public void start() throws IOException, InterruptedException {
        child.stop();
        child.start();
    }

    @Override
    public boolean running() {
        return !processes().isEmpty();
    }

    @Override
    public List<ProcessHandle> processes() {
        return process.processes();
    }

    @Override
    public void kill() throws IOException, InterruptedException {
        process.kill();
    }

    @Override
    public void stop() throws IOException, InterruptedException {
        child.stop();
    }
}
