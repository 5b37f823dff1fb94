package dev.parley.core.rest.study;

import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.rest.problem.JsonBody;
import dev.parley.core.study.StudyRequest;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Reads bodies of studies, megabytes of JSON, beside the event loop: one at a time, which bounds the memory. */
@ApplicationScoped
class StudyBodies {
    private final ThreadPoolExecutor reader = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(4),
            Thread.ofPlatform().name("study-reader").daemon().factory());

    private final JsonBody json;

    @Inject
    StudyBodies(JsonBody json) {
        this.json = json;
    }

    /** @throws ParleyException in the Uni: BODY_MALFORMED and the like, or SERVICE_AWAY while others are being read */
    Uni<StudyRequest> read(byte[] body) {
        return Uni.createFrom()
                .item(() -> json.read(body, NewStudy.class, JsonBody.LARGEST_STUDY_BYTES)
                        .request())
                .runSubscriptionOn(reader)
                .onFailure(RejectedExecutionException.class)
                .transform(e -> new ParleyException(
                        ErrorCode.SERVICE_AWAY,
                        "Several studies are being read just now; try again in a few seconds."));
    }

    @PreDestroy
    void close() {
        reader.shutdownNow();
    }
}
