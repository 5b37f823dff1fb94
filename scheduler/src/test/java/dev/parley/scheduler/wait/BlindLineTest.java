package dev.parley.scheduler.wait;

import static dev.parley.scheduler.chain.Lab.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.comparison.ComparisonRequest;
import dev.parley.core.comparison.Comparisons;
import dev.parley.core.episode.EpisodeState;
import dev.parley.core.prompt.PromptRequest;
import dev.parley.core.station.StationData;
import dev.parley.scheduler.chain.Lab;
import dev.parley.station.v1.Capabilities;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How far a blind comparison is, and when its one turn gave way to the other, is in nobody's wait. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class BlindLineTest {
    @Inject
    Lab lab;

    @Inject
    Comparisons comparisons;

    @Inject
    LineReader reader;

    @BeforeEach
    void startAnew() {
        lab.startAnew();
    }

    @Test
    void comparisonRunsFromTheBeginningOfItsFirstToTheEndOfItsSecond() {
        StationData station = lab.open("one", twoPolicies());
        await(comparisons.submit(
                new ComparisonRequest(
                        new PromptRequest(
                                Optional.of("put the red cube in the blue bowl"),
                                Optional.empty(),
                                Optional.of(Lab.SCENE),
                                Optional.empty(),
                                OptionalLong.empty()),
                        List.of()),
                Lab.author("net-" + UUID.randomUUID())));
        lab.match();
        AssignmentData first = lab.lease(lab.open(station).getFirst(), Duration.ofSeconds(30));
        lab.advance(first, 1, EpisodeState.RESETTING);
        RunningEpisode resetting = running();
        assertThat(resetting.state()).isEqualTo(EpisodeState.RUNNING);
        List<EpisodeState> rest =
                List.of(EpisodeState.READY, EpisodeState.RUNNING, EpisodeState.FINALIZING, EpisodeState.TRUNCATED);
        for (int i = 0; i < rest.size(); i++) {
            lab.advance(first, i + 2, rest.get(i));
        }
        lab.release(first);
        lab.lease(lab.open(station).getFirst(), Duration.ofSeconds(30));

        RunningEpisode created = running();
        assertThat(created.state()).isEqualTo(EpisodeState.RUNNING);
        // Not from its own beginning.
        assertThat(created.elapsed()).isGreaterThan(resetting.elapsed());
    }

    private RunningEpisode running() {
        List<RunningEpisode> running = await(reader.read()).running();
        assertThat(running).hasSize(1);
        return running.getFirst();
    }

    private static Capabilities twoPolicies() {
        Capabilities one = Lab.capabilities(Lab.SCENE, "tabletop-arm-6dof", Lab.DIGEST, 1);
        return one.toBuilder()
                .addPolicies(
                        one.getPolicies(0).toBuilder().setName("other-policy").setDigest("cd".repeat(32)))
                .build();
    }
}
