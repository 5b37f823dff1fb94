package dev.parley.gateway.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.contracts.GoalImageId;
import dev.parley.contracts.wire.WireEncoding;
import dev.parley.core.account.Author;
import dev.parley.core.episode.EpisodeData;
import dev.parley.core.episode.EpisodeState;
import dev.parley.core.goalimage.GoalImages;
import dev.parley.core.prompt.PromptData;
import dev.parley.core.prompt.PromptRequest;
import dev.parley.core.prompt.Prompts;
import dev.parley.core.station.StationKind;
import dev.parley.station.EpisodeRun;
import dev.parley.station.Station;
import dev.parley.station.v1.Capabilities;
import dev.parley.station.v1.EpisodeSpec;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class GoalImageChainTest {
    private static final String WORDS = "put the red cube in the blue bowl";

    @Inject
    Lab lab;

    @Inject
    Prompts prompts;

    @Inject
    GoalImages images;

    @ParameterizedTest
    @EnumSource(WireEncoding.class)
    void goalImageOfAnySizeReachesTheStationWithItsWords(WireEncoding encoding) throws Exception {
        Lab.Registered registered = lab.register(StationKind.SIMULATOR);
        CountingBody body = new CountingBody(looking(), 5, true);
        try (Station station = lab.connect(registered, body, encoding)) {
            Author author = Lab.someone();
            GoalImageId image = Lab.await(images.store(noise(), author));
            PromptData prompt = Lab.await(prompts.submit(
                    new PromptRequest(
                            Optional.of(WORDS),
                            Optional.of(image),
                            Optional.of(Lab.SCENE),
                            Optional.empty(),
                            OptionalLong.of(7)),
                    author));
            assertThat(prompt.policyName()).isEqualTo("looks");

            EpisodeData episode = lab.episode(
                    lab.offer(prompt, registered, 0).id(), "terminated", it -> it.state() == EpisodeState.TERMINATED);

            assertThat(episode.goalImage()).contains(image);
            EpisodeRun run = body.started.poll(1, TimeUnit.SECONDS);
            assertThat(run).isNotNull();
            EpisodeSpec spec = run.spec();
            byte[] png = spec.getGoalImage().getPng().toByteArray();
            assertThat(png).isEqualTo(Lab.await(images.png(image)).orElseThrow());
            assertThat(spec.getGoalImage().getSha256())
                    .isEqualTo(HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(png)));
            assertThat(spec.getInstruction()).isEqualTo(WORDS);
        }
    }

    private static Capabilities looking() {
        Capabilities.Builder capabilities = Lab.capabilities(StationKind.SIMULATOR).toBuilder();
        return capabilities
                .addPolicies(capabilities.getPolicies(0).toBuilder()
                        .setName("looks")
                        .setDigest("10".repeat(32))
                        .setAcceptsGoalImage(true))
                .build();
    }

    /** As large as a stored picture gets: nothing makes noise smaller. */
    private static byte[] noise() throws IOException {
        BufferedImage noise = new BufferedImage(1_000, 1_000, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(1);
        for (int y = 0; y < noise.getHeight(); y++) {
            for (int x = 0; x < noise.getWidth(); x++) {
                noise.setRGB(x, y, random.nextInt());
            }
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(noise, "png", png);
        return png.toByteArray();
    }
}
