package dev.parley.core.event;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Hands events to this replica's subscribers, each once although it may come by several ways, on one thread that belongs
 * to no Vert.x context: a subscriber that queries starts from a clean one.
 */
@ApplicationScoped
class LocalEvents implements Events {
    private static final Logger LOG = Logger.getLogger(LocalEvents.class);
    /** More than one sweep can bring back; what is older has been told long ago. */
    private static final int REMEMBERED = 50_000;

    private final List<Consumer<DomainEvent>> consumers = new CopyOnWriteArrayList<>();
    private final List<Runnable> gapListeners = new CopyOnWriteArrayList<>();
    private final Map<Long, Boolean> told = new LinkedHashMap<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("parley-events").factory());

    @Override
    public Subscription subscribe(Consumer<DomainEvent> consumer) {
        consumers.add(consumer);
        return () -> consumers.remove(consumer);
    }

    @Override
    public Subscription onGap(Runnable lookAgain) {
        gapListeners.add(lookAgain);
        return () -> gapListeners.remove(lookAgain);
    }

    @Override
    public Multi<DomainEvent> stream() {
        return Multi.createFrom()
                .<DomainEvent>emitter(
                        emitter -> {
                            Subscription subscription = subscribe(emitter::emit);
                            emitter.onTermination(subscription::close);
                        },
                        BackPressureStrategy.IGNORE)
                .onOverflow()
                .dropPreviousItems();
    }

    void dispatch(DomainEvent event) {
        synchronized (told) {
            if (told.put(event.sequence(), true) != null) {
                return;
            }
            if (told.size() > REMEMBERED) {
                told.remove(told.keySet().iterator().next());
            }
        }
        later(() -> consumers.forEach(consumer -> call(() -> consumer.accept(event), event.kind())));
    }

    void gap() {
        later(() -> gapListeners.forEach(listener -> call(listener, "gap")));
    }

    private void later(Runnable work) {
        try {
            thread.execute(work);
        } catch (RejectedExecutionException e) {
            LOG.debug("the application is stopping; an event is not handed on", e);
        }
    }

    /** One subscriber's mistake must not keep an event from the others. */
    private static void call(Runnable subscriber, String kind) {
        try {
            subscriber.run();
        } catch (RuntimeException e) {
            LOG.errorf(e, "a subscriber failed on %s", kind);
        }
    }

    @PreDestroy
    void stop() {
        thread.shutdownNow();
    }
}
