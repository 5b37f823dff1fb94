package dev.parley.core.chain;

import static dev.parley.core.support.Lab.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.account.Author;
import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.episode.EpisodeData;
import dev.parley.core.episode.EpisodeState;
import dev.parley.core.episode.Episodes;
import dev.parley.core.prompt.PromptData;
import dev.parley.core.prompt.PromptState;
import dev.parley.core.prompt.Prompts;
import dev.parley.core.station.StationData;
import dev.parley.core.station.StationKind;
import dev.parley.core.support.Lab;
import dev.parley.core.turn.TurnState;
import dev.parley.core.turn.Turns;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class ChainTest {
    @Inject
    Lab lab;

    @Inject
    Prompts prompts;

    @Inject
    Turns turns;

    @Inject
    Episodes episodes;

    @Test
    void promptBecomesAJudgedEpisode() {
        Author asker = Lab.someone();
        StationData station = lab.station(StationKind.SIMULATOR);

        PromptData prompt = lab.ask(asker, "put the red cube in the blue bowl");
        assertThat(prompt.state()).isEqualTo(PromptState.QUEUED);
        assertThat(prompt.taskReading()).contains("the red cube ends inside the blue bowl");
        assertThat(prompt.policyName()).isEqualTo(Lab.POLICY);

        AssignmentData assignment = lab.lease(prompt, station);
        EpisodeData created = await(episodes.find(assignment.id())).orElseThrow();
        assertThat(created.state()).isEqualTo(EpisodeState.CREATED);
        assertThat(created.attempt()).isEqualTo(1);
        assertThat(created.seed()).isEqualTo(prompt.turns().getFirst().seed());

        EpisodeData ended = lab.runToTheEnd(assignment);
        assertThat(ended.outcomes()).hasSize(1);
        assertThat(ended.steps()).hasValue(42);
        assertThat(ended.conditions()).contains("light");

        PromptData completed = await(prompts.find(prompt.id())).orElseThrow();
        assertThat(completed.state()).isEqualTo(PromptState.COMPLETED);
        assertThat(completed.turns().getFirst().state()).isEqualTo(TurnState.DONE);
        assertThat(completed.episodes()).hasSize(1);
    }
}
