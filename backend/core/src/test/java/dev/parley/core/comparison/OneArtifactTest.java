package dev.parley.core.comparison;

import static dev.parley.core.support.Lab.await;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.prompt.PromptRequest;
import dev.parley.core.station.StationKind;
import dev.parley.core.station.Stations;
import dev.parley.core.support.ComparisonRig;
import dev.parley.core.support.Lab;
import dev.parley.core.turn.TurnData;
import dev.parley.core.turn.Turns;
import dev.parley.station.v1.Capabilities;
import dev.parley.station.v1.PolicyCapability;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A station may announce one artifact under two names. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class OneArtifactTest {
    private static final String SCENE = "bowls-of-two-names";
    private static final String TWICE = "2a".repeat(32);
    private static final String OTHER = "2b".repeat(32);

    @Inject
    Stations stations;

    @Inject
    ComparisonRig rig;

    @Inject
    Turns turns;

    @BeforeEach
    void aStationOfThreeNamesAndTwoArtifacts() {
        var station = await(stations.register(
                "two names " + UUID.randomUUID(), StationKind.SIMULATOR, UUID.randomUUID() + "-" + UUID.randomUUID()));
        await(stations.openSession(station.id(), "boot-1", capabilities().toByteArray()));
    }

    @Test
    void isNeverComparedWithItselfAndStandsForOneCandidate() {
        for (int i = 0; i < 8; i++) {
            ComparisonData drawn = compare();
            assertThat(await(turns.ofPrompt(drawn.prompt())).stream().map(TurnData::policyDigest))
                    .containsExactlyInAnyOrder(TWICE, OTHER);
            assertThat(rig.row(drawn).getInteger("candidates")).isEqualTo(2);
        }
    }

    @Test
    void isRefusedByBothItsNames() {
        assertThatThrownBy(() -> compare("first-name", "second-name"))
                .isInstanceOfSatisfying(
                        ParleyException.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.POLICY_DOES_NOT_FIT))
                .hasMessageContaining("same policy version");
        assertThat(compare("second-name", "third-name").drawnBy()).isEqualTo(DrawnBy.ASKER);
    }

    private ComparisonData compare(String... policies) {
        PromptRequest request = new PromptRequest(
                Optional.of("put the red cube in the blue bowl"),
                Optional.empty(),
                Optional.of(SCENE),
                Optional.empty(),
                OptionalLong.empty());
        return rig.compare(request, Lab.someone(), policies);
    }

    private static Capabilities capabilities() {
        Capabilities usual = Lab.capabilities();
        String scene = new String(Lab.scene(), UTF_8).replace(Lab.SCENE, SCENE);
        Capabilities.Builder named = usual.toBuilder().clearScenes().clearPolicies();
        named.addScenes(
                usual.getScenes(0).toBuilder().setSceneId(SCENE).setDescriptionJson(ByteString.copyFrom(scene, UTF_8)));
        named.addPolicies(policy(usual, "first-name", TWICE));
        named.addPolicies(policy(usual, "second-name", TWICE));
        named.addPolicies(policy(usual, "third-name", OTHER));
        return named.build();
    }

    private static PolicyCapability policy(Capabilities usual, String name, String digest) {
        return usual.getPolicies(0).toBuilder()
                .setName(name)
                .setDigest(digest)
                .clearSceneIds()
                .addSceneIds(SCENE)
                .build();
    }
}
