package dev.parley.sim.worker;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An episode as the station's session would give it, which remembers what it is told. */
final class FakeRun implements EpisodeRun {

    final List<String> states = new ArrayList<>();
    final List<StepRecord> steps = new ArrayList<>();
    final List<byte[]> posters = new ArrayList<>();

    /** In which state each of them came. */
    final List<String> posterStates = new ArrayList<>();

    List<Condition> conditions = List.of();

    @Nullable
    EpisodeResult result;

    private final EpisodeSpec spec;
    private final Path directory;
    private final EpisodeId id = EpisodeId.random();
    private Optional<LiveTarget> live = Optional.empty();
    private Optional<Ending> ending = Optional.empty();
    private int stopAtStep = Integer.MAX_VALUE;
    private int holdAtStep = -1;
    private int holdAsks;

    FakeRun(EpisodeSpec spec, Path directory) {
        this.spec = spec;
        this.directory = directory;
    }

    /** The asker stops the episode right before the action with this number. */
    FakeRun stoppedAt(int step) {
        stopAtStep = step;
        return this;
    }

    /** Motion is not allowed for this many questions right before the action with this number. */
    FakeRun heldAt(int step, int asks) {
        holdAtStep = step;
        holdAsks = asks;
        return this;
    }

    FakeRun live(LiveTarget target) {
        live = Optional.of(target);
        return this;
    }

    EpisodeResult finished() {
        EpisodeResult told = result;
        if (told == null) {
            throw new AssertionError("The episode was never finished");
        }
        return told;
    }

    @Override
    public EpisodeId episodeId() {
        return id;
    }

    @Override
    public Fence fence() {
        return new Fence(1);
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
        return live.filter(target -> target.camera().equals(camera));
    }

    @Override
    public void resetting() {
        states.add("RESETTING");
    }

    @Override
    public void ready(List<Condition> drawn) {
        states.add("READY");
        conditions = drawn;
    }

    @Override
    public void running() {
        states.add("RUNNING");
    }

    @Override
    public boolean mayMove() {
        if (steps.size() >= stopAtStep) {
            ending = Optional.of(new Ending(EndReason.END_REASON_STOPPED_BY_ASKER, "The asker stopped it."));
            return false;
        }
        return steps.size() != holdAtStep || holdAsks-- <= 0;
    }

    @Override
    public Optional<Ending> ending() {
        return ending;
    }

    @Override
    public void record(StepRecord step) {
        if (step.getStep() != steps.size()) {
            throw new IllegalArgumentException("expected step " + steps.size() + ", got " + step.getStep());
        }
        steps.add(step);
    }

    @Override
    public void poster(String camera, byte[] jpeg) {
        posters.add(jpeg);
        posterStates.add(states.getLast());
    }

    @Override
    public void finish(EpisodeResult told) {
        states.add("FINISHED");
        result = told;
    }
}
