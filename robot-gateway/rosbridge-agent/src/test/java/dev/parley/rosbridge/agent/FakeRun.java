package dev.parley.rosbridge.agent;

import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.Fence;
import dev.parley.station.Ending;
import dev.parley.station.EpisodeResult;
import dev.parley.station.EpisodeRun;
import dev.parley.station.LiveTarget;
import dev.parley.station.v1.Condition;
import dev.parley.station.v1.EndReason;
import dev.parley.station.v1.EpisodeSpec;
import dev.parley.station.v1.StepRecord;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** An episode as the platform would give it, whose lease a test holds. */
class FakeRun implements EpisodeRun {
    final List<String> states = new CopyOnWriteArrayList<>();
    final List<StepRecord> steps = new CopyOnWriteArrayList<>();
    volatile List<Condition> conditions = List.of();
    volatile boolean mayMove = true;
    volatile Optional<Ending> ending = Optional.empty();
    volatile Optional<EpisodeResult> result = Optional.empty();
    volatile int posters;

    private final EpisodeId id;
    private final EpisodeSpec spec;
    private final Path directory;

    FakeRun(EpisodeId id, EpisodeSpec spec, Path directory) {
        this.id = id;
        this.spec = spec;
        this.directory = directory;
    }

    /** As a stop does it. */
    void stop() {
        ending = Optional.of(new Ending(EndReason.END_REASON_STOPPED_BY_STAFF, "The station was stopped."));
        mayMove = false;
    }

    EpisodeResult ended() {
        return result.orElseThrow(() -> new AssertionError("the episode has no result"));
    }

    @Override
    public EpisodeId episodeId() {
        return id;
    }

    @Override
    public Fence fence() {
        return new Fence(7);
    }

    @Override
    public EpisodeSpec spec() {
        return spec;
    }

    @Override
    public Path directory() {
        return directory;
    }

    @Override
    public Optional<LiveTarget> live(String camera) {
        return Optional.empty();
    }

    @Override
    public void resetting() {
        states.add("resetting");
    }

    @Override
    public void ready(List<Condition> drawn) {
        conditions = drawn;
        states.add("ready");
    }

    @Override
    public void running() {
        states.add("running");
    }

    @Override
    public boolean mayMove() {
        return mayMove && ending.isEmpty();
    }

    @Override
    public Optional<Ending> ending() {
        return ending;
    }

    @Override
    public void record(StepRecord step) {
        if (step.getStep() != steps.size()) {
            throw new IllegalArgumentException("step " + step.getStep() + " after " + steps.size());
        }
        steps.add(step);
    }

    @Override
    public void poster(String camera, byte[] jpeg) {
        posters++;
    }

    @Override
    public void finish(EpisodeResult handedIn) {
        result = Optional.of(handedIn);
    }
}
