package dev.parley.core.person;

import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Hashes beside the event loop, a few at once: they are slow and large by intention. */
@ApplicationScoped
class PasswordHashes {
    private final SecureRandom random;
    private final ThreadPoolExecutor threads;

    /** Of a password that nobody has: checking it takes as long as checking one that somebody has. */
    private final String nobodys;

    @Inject
    PasswordHashes(PeopleConfig config, SecureRandom random) {
        this.random = random;
        threads = new ThreadPoolExecutor(
                config.hashesAtOnce(),
                config.hashesAtOnce(),
                10,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(config.hashesWaiting()),
                Thread.ofPlatform().name("passwords-", 0).daemon().factory());
        threads.allowCoreThreadTimeOut(true);
        nobodys = "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
                .formatted(Argon2id.MEMORY_KIB, Argon2id.PASSES, Argon2id.LANES, "A".repeat(22), "A".repeat(43));
    }

    /** @throws ParleyException SERVICE_AWAY in the Uni while too many others are being hashed */
    Uni<String> hash(String password) {
        return beside(() -> Argon2id.hash(password, random));
    }

    /**
     * Whether it is the password; takes as long for nobody's.
     *
     * @throws ParleyException SERVICE_AWAY in the Uni while too many others are being hashed
     */
    Uni<Boolean> matches(String password, Optional<String> hash) {
        return beside(() -> Argon2id.matches(password, hash.orElse(nobodys)) && hash.isPresent());
    }

    private <T> Uni<T> beside(Supplier<T> work) {
        return Uni.createFrom()
                .item(work)
                .runSubscriptionOn(threads)
                .onFailure(RejectedExecutionException.class)
                .transform(full -> new ParleyException(
                        ErrorCode.SERVICE_AWAY,
                        "Too many people are signing in just now; try again in a few seconds."));
    }

    @PreDestroy
    void close() {
        threads.shutdownNow();
    }
}
