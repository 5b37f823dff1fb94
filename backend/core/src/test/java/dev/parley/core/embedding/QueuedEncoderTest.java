package dev.parley.core.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.core.artifact.DataFolder;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.reactive.ReactiveBridge;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueuedEncoderTest {
    private static final int WAITING = 2;

    @TempDir
    private Path data;

    private final Vertx vertx = Vertx.vertx();
    private final List<QueuedEncoder> encoders = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (QueuedEncoder encoder : encoders) {
            encoder.stop();
        }
        vertx.close().toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    @Test
    void whoComesWhileTooManyWaitIsRefusedAndTheOthersAreAnswered() throws Exception {
        QueuedEncoder encoder = encoder(true);
        List<CompletableFuture<float[]>> asked = new ArrayList<>();
        // The first one loads the model, which takes longer than asking for the others.
        for (int i = 0; i < 1 + WAITING + 1; i++) {
            asked.add(encoder.encode("sentence " + i).subscribeAsCompletionStage());
        }
        assertThatThrownBy(() -> asked.getLast().get(60, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        ParleyException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.SERVICE_AWAY));
        for (CompletableFuture<float[]> each : asked.subList(0, 1 + WAITING)) {
            assertThat(each.get(60, TimeUnit.SECONDS)).hasSize(TextEncoder.WIDTH);
        }
    }

    @Test
    void answersBelongToWhoeverAsked() {
        QueuedEncoder encoder = encoder(true);
        float[] first = encoder.encode("open the drawer").await().atMost(Duration.ofMinutes(1));
        float[] kept = first.clone();
        first[0] = 100;
        assertThat(encoder.encode("open the drawer").await().atMost(Duration.ofMinutes(1)))
                .isEqualTo(kept);
    }

    @Test
    void installationThatReadsNoneSaysSo() {
        assertThatThrownBy(
                        () -> encoder(false).encode("open the drawer").await().atMost(Duration.ofMinutes(1)))
                .isInstanceOf(ParleyException.class)
                .hasMessageContaining("parley.embedding.enabled");
    }

    private QueuedEncoder encoder(boolean enabled) {
        EmbeddingConfig config = new SmallRyeConfigBuilder()
                .withMapping(EmbeddingConfig.class)
                .withDefaultValue("parley.embedding.enabled", Boolean.toString(enabled))
                .withDefaultValue("parley.embedding.waiting", Integer.toString(WAITING))
                .build()
                .getConfigMapping(EmbeddingConfig.class);
        QueuedEncoder encoder = new QueuedEncoder(
                config, new DataFolder(data.toString()), new ReactiveBridge(vertx), Clock.systemUTC());
        encoders.add(encoder);
        return encoder;
    }
}
