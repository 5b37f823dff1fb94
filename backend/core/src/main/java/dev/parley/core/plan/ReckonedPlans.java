package dev.parley.core.plan;

import dev.parley.core.analysis.interval.Counts;
import dev.parley.core.analysis.interval.Errors;
import dev.parley.core.analysis.plan.Parting;
import dev.parley.core.analysis.plan.Precision;
import dev.parley.core.analysis.versus.Watch;
import dev.parley.core.policy.Policies;
import dev.parley.core.policy.PolicyData;
import dev.parley.core.reactive.ReactiveBridge;
import dev.parley.core.reactive.SharedReads;
import dev.parley.core.result.Block;
import dev.parley.core.result.Measured;
import dev.parley.core.result.Pace;
import dev.parley.core.result.ResultNames;
import dev.parley.core.result.Results;
import dev.parley.core.result.Sample;
import dev.parley.core.result.Tally;
import dev.parley.core.result.Version;
import dev.parley.core.scene.Scenes;
import dev.parley.core.station.StationData;
import dev.parley.core.station.Stations;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Plays studies on from where the data stand, on a thread of its own, once in ten seconds for each question. */
@ApplicationScoped
class ReckonedPlans implements Plans {
    private static final Duration FRESH = Duration.ofSeconds(10);
    private static final int KEPT = 100;

    /** Blocks that are played on at most: beyond, a study is no plan. */
    private static final int HORIZON = 2000;

    private static final int PLAYS = 1000;
    private static final long SEED = 20_261_122;

    /** Blocks from which a forecast is made of them. */
    private static final int ENOUGH_BLOCKS = 8;

    private static final int ENOUGH_EPISODES = 5;

    private final Results results;
    private final Policies policies;
    private final Scenes scenes;
    private final Stations stations;
    private final ReactiveBridge bridge;
    private final double studyShare;
    private final SharedReads<Wish, Plan> shared;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("plans").daemon().factory());

    @Inject
    ReckonedPlans(
            Results results,
            Policies policies,
            Scenes scenes,
            Stations stations,
            ReactiveBridge bridge,
            @ConfigProperty(name = "parley.scheduler.shares.study", defaultValue = "40") int studyPercent) {
        this.results = results;
        this.policies = policies;
        this.scenes = scenes;
        this.stations = stations;
        this.bridge = bridge;
        this.studyShare = Math.clamp(studyPercent, 1, 100) / 100.0;
        shared = new SharedReads<>(bridge, this::read, found -> FRESH, KEPT, found -> 1);
    }

    @Override
    public Uni<Plan> plan(Wish wish) {
        // Refused before it is shared: what fails there is logged, and a wrong name is no failure of ours.
        return scenes.all()
                .invoke(all -> ResultNames.require(wish.sample(), all))
                .chain(policies::all)
                .invoke(all -> {
                    wish.policy().ifPresent(name -> ResultNames.named(all, name));
                    wish.against().ifPresent(name -> ResultNames.named(all, name));
                })
                .chain(() -> shared.get(wish));
    }

    private Uni<Plan> read(Wish wish) {
        return scenes.all()
                .invoke(all -> ResultNames.require(wish.sample(), all))
                .chain(policies::all)
                .chain(all -> {
                    Optional<PolicyData> first = wish.policy().map(name -> ResultNames.named(all, name));
                    Optional<PolicyData> second = wish.against().map(name -> ResultNames.named(all, name));
                    return results.tallies(wish.sample())
                            .chain(tallies -> measured(first, wish)
                                    .chain(one -> measured(second, wish)
                                            .chain(other -> blocks(first, second, wish)
                                                    .chain(blocks -> fleet(wish.sample(), first, second)
                                                            .chain(fleet -> reckoned(() -> plan(
                                                                    wish, all, tallies, one, other, blocks,
                                                                    fleet)))))));
                });
    }

    private Uni<Plan> reckoned(Supplier<Plan> plan) {
        return bridge.backHere(() -> Uni.createFrom().item(plan).runSubscriptionOn(thread));
    }

    private Uni<Optional<Known>> measured(Optional<PolicyData> policy, Wish wish) {
        return policy.isEmpty()
                ? Uni.createFrom().item(Optional.<Known>empty())
                : results.measured(Version.of(policy.get()), wish.sample())
                        .map(found -> Optional.of(known(policy.get().title(), found)));
    }

    private static Known known(String title, Measured measured) {
        return new Known(
                title,
                measured,
                Precision.of(measured.counts(), Precision.FIVE_POINTS, Errors.USUAL, measured.designEffect()));
    }

    private Uni<List<Block>> blocks(Optional<PolicyData> first, Optional<PolicyData> second, Wish wish) {
        return first.isEmpty() || second.isEmpty() || first.equals(second)
                ? Uni.createFrom().item(List.<Block>of())
                : results.blocks(Version.of(first.get()), Version.of(second.get()), wish.sample());
    }

    private Uni<Fleet> fleet(Sample sample, Optional<PolicyData> first, Optional<PolicyData> second) {
        return results.pace(sample.body(), sample.sceneId())
                .chain(own -> own.isPresent() || sample.sceneId().isEmpty()
                        ? Uni.createFrom().item(own)
                        : results.pace(sample.body(), Optional.<String>empty()))
                .chain(pace -> stations.all().map(all -> fleet(sample, first, second, pace, all)));
    }

    private Fleet fleet(
            Sample sample,
            Optional<PolicyData> first,
            Optional<PolicyData> second,
            Optional<Pace> pace,
            List<StationData> all) {
        List<StationData> able = all.stream()
                .filter(station -> station.kind() == sample.body() && station.takesWork())
                .filter(station -> sample.sceneId().stream()
                        .allMatch(scene -> station.sceneIds().contains(scene)))
                .filter(station -> Stream.concat(first.stream(), second.stream())
                        .allMatch(policy -> policy.kind().equals("remote")
                                || station.policyDigests().contains(policy.digest())))
                .toList();
        return new Fleet(able.size(), able.stream().mapToInt(StationData::slots).sum(), pace, studyShare);
    }

    private Plan plan(
            Wish wish,
            List<PolicyData> all,
            List<Tally> tallies,
            Optional<Known> first,
            Optional<Known> second,
            List<Block> blocks,
            Fleet fleet) {
        List<Plan.Choice> choices =
                all.stream().map(policy -> choice(policy, tallies)).toList();
        Optional<Apart> apart = first.isEmpty()
                        || second.isEmpty()
                        || wish.policy().equals(wish.against())
                ? Optional.empty()
                : apart(first.get().measured().counts(), second.get().measured().counts(), blocks);
        return new Plan(wish, choices, tallies, first, second, apart, fleet);
    }

    private static Plan.Choice choice(PolicyData policy, List<Tally> tallies) {
        Version version = Version.of(policy);
        List<Counts> own = tallies.stream()
                .filter(tally -> tally.version().equals(version))
                .map(Tally::counts)
                .toList();
        return new Plan.Choice(
                policy.name(),
                policy.title(),
                policy.digest(),
                own.stream().mapToInt(Counts::successes).sum(),
                own.stream().mapToInt(Counts::episodes).sum());
    }

    static Optional<Apart> apart(Counts first, Counts second, List<Block> blocks) {
        Watch watch = new Watch(Errors.USUAL);
        blocks.forEach(block -> watch.add(block.first(), block.second()));
        Parting.SoFar soFar = new Parting.SoFar(watch.blocks(), watch.won(), watch.parted() - watch.won());
        boolean fromBlocks = watch.blocks() >= ENOUGH_BLOCKS;
        if (!fromBlocks && (first.episodes() < ENOUGH_EPISODES || second.episodes() < ENOUGH_EPISODES)) {
            return Optional.empty();
        }
        Parting more = fromBlocks
                ? Parting.of(soFar, Errors.USUAL, HORIZON, PLAYS, SEED)
                : Parting.ofRates(believed(first), believed(second), Errors.USUAL, HORIZON, PLAYS, SEED);
        return Optional.of(new Apart(
                soFar,
                watch.forFirst(),
                watch.forSecond(),
                watch.threshold(),
                watch.verdict(),
                more,
                fromBlocks ? Apart.Basis.BLOCKS : Apart.Basis.RATES));
    }

    /** The mean of Jeffreys' belief: never 0 or 1. */
    private static double believed(Counts counts) {
        return (counts.successes() + 0.5) / (counts.episodes() + 1.0);
    }

    @PreDestroy
    void stop() {
        thread.shutdownNow();
    }
}
