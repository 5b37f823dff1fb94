package dev.parley.sim.worker;

import static java.lang.System.Logger.Level.WARNING;

import dev.parley.sim.detector.DetectorCard;
import dev.parley.sim.detector.Ending;
import dev.parley.sim.detector.SuccessDetector;
import dev.parley.station.v1.DetectorCapability;
import dev.parley.station.v1.DetectorConfusion;
import dev.parley.station.v1.DetectorGuess;
import dev.parley.station.v1.EpisodeSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The detector in this package, on a thread of its own: an episode waits for it {@link #AT_MOST} and then ends without it, as it
 * does when it fails. While a late answer is still being worked on, later episodes are not looked at. Used by the slot's thread.
 */
final class CarriedDetector implements SecondLook {

    private static final System.Logger LOG = System.getLogger(CarriedDetector.class.getName());

    /** How long an ended episode waits at most. */
    static final Duration AT_MOST = Duration.ofSeconds(2);

    private static final String OTHER_SCENE = "It was made for other tables and knows nothing of this scene.";
    private static final String NO_WORDS = "It reads words, and this was asked for with a picture alone.";

    /** What a detector answers; throws a runtime exception when it cannot. */
    interface Guesser {
        double probability(Ending ending, String sentence);
    }

    private final DetectorCard card;
    private final List<String> sceneIds;
    private final Supplier<Guesser> loader;
    private final Duration atMost;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("detector").factory());
    private @Nullable Guesser loaded;
    private @Nullable Future<Double> late;

    /**
     * @param sceneIds what the station runs
     * @param loader called once, on the detector's own thread
     */
    CarriedDetector(DetectorCard card, List<String> sceneIds, Supplier<Guesser> loader, Duration atMost) {
        this.card = card;
        this.sceneIds = List.copyOf(sceneIds);
        this.loader = loader;
        this.atMost = atMost;
    }

    /** The carried detector for a station that runs those scenes. */
    static CarriedDetector of(List<String> sceneIds) {
        return new CarriedDetector(
                SuccessDetector.carriedCard(),
                sceneIds,
                () -> {
                    SuccessDetector detector = SuccessDetector.load();
                    return detector::probability;
                },
                AT_MOST);
    }

    @Override
    public List<DetectorCapability> capabilities() {
        DetectorCapability.Builder announced = DetectorCapability.newBuilder()
                .setName(card.name())
                .setDigest(card.version())
                .setTitle(card.title())
                .setDescription(card.description())
                .setCalibrationError(card.calibrationError());
        for (DetectorCard.Confusion counts : card.confusions()) {
            announced.addConfusions(DetectorConfusion.newBuilder()
                    .setSceneId(counts.scene())
                    .setSaidDoneWasDone(counts.saidDoneWasDone())
                    .setSaidDoneWasNot(counts.saidDoneWasNot())
                    .setSaidNotWasDone(counts.saidNotWasDone())
                    .setSaidNotWasNot(counts.saidNotWasNot()));
        }
        return List.of(announced.build());
    }

    @Override
    public void preload() {
        if (sceneIds.stream().anyMatch(card.scenes()::contains)) {
            thread.execute(this::guesser);
        }
    }

    @Override
    public Optional<DetectorGuess> guess(EpisodeSpec spec, Ending ending) throws InterruptedException {
        if (!card.scenes().contains(spec.getSceneId())) {
            return Optional.of(silent(OTHER_SCENE));
        }
        if (spec.getInstruction().isBlank()) {
            return Optional.of(silent(NO_WORDS));
        }
        if (late != null && !late.isDone()) {
            return Optional.empty();
        }
        Future<Double> answer = thread.submit(() -> guesser().probability(ending, spec.getInstruction()));
        late = answer;
        try {
            double probability = answer.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
            return Optional.of(named().setProbability(probability).build());
        } catch (TimeoutException e) {
            LOG.log(WARNING, "the detector gave no answer within {0} ms: the episode ends without", atMost.toMillis());
        } catch (ExecutionException e) {
            LOG.log(WARNING, "the detector failed: the episode ends without", e.getCause());
        }
        return Optional.empty();
    }

    // On the detector's thread alone.
    private Guesser guesser() {
        Guesser known = loaded;
        if (known == null) {
            known = loader.get();
            loaded = known;
        }
        return known;
    }

    private DetectorGuess silent(String why) {
        return named().setSilence(why).build();
    }

    private DetectorGuess.Builder named() {
        return DetectorGuess.newBuilder().setDetector(card.name()).setDigest(card.version());
    }

    // What it holds goes with the process: its thread may still be inside it.
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
