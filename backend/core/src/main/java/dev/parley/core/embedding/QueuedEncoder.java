package dev.parley.core.embedding;

import ai.onnxruntime.OrtException;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.core.artifact.DataFolder;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.reactive.ReactiveBridge;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One thread that reads one sentence after the other, and the last thousand of them remembered. */
@ApplicationScoped
class QueuedEncoder implements TextEncoder {
    private static final Logger LOG = Logger.getLogger(QueuedEncoder.class);
    /** Two kilobytes each. */
    private static final int REMEMBERED = 1000;

    private static final Duration TRY_AGAIN_AFTER = Duration.ofMinutes(1);
    private static final Duration END_WITHIN = Duration.ofSeconds(5);

    private final EmbeddingConfig config;
    private final DataFolder data;
    private final ReactiveBridge bridge;
    private final Clock clock;
    private final ThreadPoolExecutor reader;
    private final Cache<String, float[]> remembered =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    /** These two belong to the reader's thread. */
    private @Nullable MiniLm model;

    private Instant brokenUntil = Instant.MIN;

    @Inject
    QueuedEncoder(EmbeddingConfig config, DataFolder data, ReactiveBridge bridge, Clock clock) {
        this.config = config;
        this.data = data;
        this.bridge = bridge;
        this.clock = clock;
        reader = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(config.waiting()),
                Thread.ofPlatform().name("text-encoder").daemon().factory());
    }

    @Override
    public Uni<float[]> encode(String text) {
        return Uni.createFrom().deferred(() -> {
            if (!config.enabled()) {
                throw away("This installation does not read sentences for what they mean (parley.embedding.enabled).");
            }
            float[] known = remembered.getIfPresent(text);
            return known != null
                    ? Uni.createFrom().item(known.clone())
                    : bridge.backHere(() ->
                                    Uni.createFrom().item(() -> read(text)).runSubscriptionOn(reader))
                            .onFailure(RejectedExecutionException.class)
                            .transform(full ->
                                    away("Many sentences are being read just now; try again in a few seconds."));
        });
    }

    private float[] read(String text) {
        try {
            float[] meaning = loaded().encode(text);
            remembered.put(text, meaning);
            return meaning.clone();
        } catch (OrtException e) {
            throw new IllegalStateException("a sentence could not be read: " + e.getMessage(), e);
        }
    }

    private MiniLm loaded() {
        MiniLm known = model;
        if (known != null) {
            return known;
        }
        if (clock.instant().isBefore(brokenUntil)) {
            throw broken();
        }
        try {
            MiniLm fresh = MiniLm.load(data.path().resolve("tmp"));
            model = fresh;
            return fresh;
        } catch (IOException | OrtException | LinkageError e) {
            LOG.error("the text encoder cannot be loaded; search goes by words alone", e);
            brokenUntil = clock.instant().plus(TRY_AGAIN_AFTER);
            throw broken();
        }
    }

    private static ParleyException broken() {
        return away("The server cannot read sentences for what they mean just now; its log says why.");
    }

    private static ParleyException away(String sentence) {
        return new ParleyException(ErrorCode.SERVICE_AWAY, sentence);
    }

    /** The sentence that is being read is finished first: its thread works in memory that is given back here. */
    @PreDestroy
    void stop() throws InterruptedException, OrtException {
        reader.shutdownNow();
        MiniLm loaded = model;
        if (reader.awaitTermination(END_WITHIN.toSeconds(), TimeUnit.SECONDS) && loaded != null) {
            loaded.close();
        }
    }
}
