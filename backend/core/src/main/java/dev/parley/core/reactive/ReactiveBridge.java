package dev.parley.core.reactive;

import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.function.Supplier;

/**
 * Runs reactive work from any thread: a Vaadin request, a virtual thread, a Lettuce callback. Hibernate Reactive
 * accepts only a duplicated Vert.x context that is marked safe, and every call gets a fresh one.
 */
@ApplicationScoped
public class ReactiveBridge {
    private final Vertx vertx;

    @Inject
    public ReactiveBridge(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Lazily: each subscription runs {@code work} once, on a context of its own; items arrive on that context. */
    public <T> Uni<T> onContext(Supplier<Uni<T>> work) {
        return Uni.createFrom().emitter(emitter -> {
            Context context = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
            VertxContextSafetyToggle.setContextSafe(context, true);
            context.runOnContext(ignored -> {
                Uni<T> started;
                try {
                    started = work.get();
                } catch (RuntimeException e) {
                    emitter.fail(e);
                    return;
                }
                started.subscribe().with(emitter::complete, emitter::fail);
            });
        });
    }

    /**
     * Lazily: {@code work} may end on a context that others share, but its item arrives on the context of whoever
     * subscribed, or on a worker thread where that is none: a session there belongs to nobody else.
     */
    public <T> Uni<T> backHere(Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            Context here = Vertx.currentContext();
            Uni<T> answer = work.get();
            return here == null
                    ? answer.emitOn(Infrastructure.getDefaultExecutor())
                    : answer.emitOn(task -> here.runOnContext(ignored -> task.run()));
        });
    }
}
