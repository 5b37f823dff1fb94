package dev.parley.ui.bridge;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.server.communication.PushConnection;
import com.vaadin.flow.shared.Registration;
import dev.parley.core.event.DomainEvent;
import dev.parley.core.event.Events;
import dev.parley.core.reactive.ReactiveBridge;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes work from a page to the services and brings the answer back under the page's lock. Whatever is still under way
 * when its component leaves the page is cancelled, so a closed tab costs nothing.
 */
@ApplicationScoped
public class PageBridge {
    /** Several facts are recorded for one thing that people see happen; one look is enough for all of them. */
    private static final Duration SETTLE = Duration.ofMillis(150);

    /** What happens to others is no hurry, and in a crowd it happens all the time. */
    private static final Duration OTHERS = Duration.ofSeconds(2);

    private static final Logger LOG = Logger.getLogger(PageBridge.class);

    private final ReactiveBridge reactive;
    private final Events events;

    @Inject
    public PageBridge(ReactiveBridge reactive, Events events) {
        this.reactive = reactive;
        this.events = events;
    }

    /**
     * Runs {@code work} away from the page and calls exactly one of the two consumers under the page's lock, unless
     * {@code owner} has left the page by then. Call it with {@code owner} attached.
     */
    public <T> void ask(
            Component owner, Supplier<Uni<T>> work, Consumer<? super T> answered, Consumer<? super Throwable> failed) {
        UI ui = owner.getUI().orElseThrow(() -> new IllegalStateException("the component is not on a page yet"));
        AtomicReference<@Nullable Cancellable> running = new AtomicReference<>();
        Registration leaving = owner.addDetachListener(event -> {
            Cancellable started = running.get();
            if (started != null) {
                started.cancel();
            }
        });
        // Drawing a page takes its time: not on an event loop, on which a crowd waits for its answers.
        running.set(reactive.onContext(work)
                .emitOn(Infrastructure.getDefaultExecutor())
                .subscribe()
                .with(
                        answer -> back(ui, owner, () -> {
                            leaving.remove();
                            answered.accept(answer);
                        }),
                        failure -> back(ui, owner, () -> {
                            leaving.remove();
                            failed.accept(failure);
                        })));
    }

    /**
     * Calls {@code lookAgain} under the page's lock soon after events that {@code concerns} accepts, and after any gap in
     * which events may have been missed, until {@code owner} leaves the page. While the browser is away the look waits for it.
     *
     * @param concerns called on any thread; must be quick
     */
    public void follow(Component owner, Predicate<DomainEvent> concerns, Runnable lookAgain) {
        follow(owner, concerns, SETTLE, lookAgain);
    }

    /** The same for what happens to others: {@code lookAgain} is called at most every two seconds. */
    public void followOthers(Component owner, Predicate<DomainEvent> concerns, Runnable lookAgain) {
        follow(owner, concerns, OTHERS, lookAgain);
    }

    private void follow(Component owner, Predicate<DomainEvent> concerns, Duration pause, Runnable lookAgain) {
        UI ui = owner.getUI().orElseThrow(() -> new IllegalStateException("the component is not on a page yet"));
        Follower follower = new Follower(
                Infrastructure.getDefaultWorkerPool(),
                pause,
                work -> back(ui, owner, work),
                () -> listens(ui),
                lookAgain);
        Events.Subscription facts = events.subscribe(event -> {
            if (concerns.test(event)) {
                follower.nudge();
            }
        });
        Events.Subscription gaps = events.onGap(follower::nudge);
        owner.addDetachListener(event -> {
            facts.close();
            gaps.close();
            follower.cancel();
            event.unregisterListener();
        });
    }

    private static boolean listens(UI ui) {
        PushConnection connection = ui.getInternals().getPushConnection();
        return connection == null || connection.isConnected();
    }

    private static void back(UI ui, Component owner, Runnable work) {
        try {
            ui.access(() -> {
                if (owner.isAttached()) {
                    work.run();
                }
            });
        } catch (UIDetachedException e) {
            LOG.debug("a page was closed before its answer came", e);
        }
    }
}
