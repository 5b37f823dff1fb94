package dev.parley.core.event;

import io.smallrye.mutiny.Multi;
import java.util.function.Consumer;

/** The events of the whole platform as this replica hears them: each at least once, normally within milliseconds. */
public interface Events {
    /**
     * Calls {@code consumer} on an unspecified thread for every event until the subscription is cancelled. The
     * consumer must not block and must not throw. After a gap in the connection one {@link Runnable} of
     * {@link #onGap} tells consumers to look again.
     */
    Subscription subscribe(Consumer<DomainEvent> consumer);

    /** Called after a time in which events may have been missed. */
    Subscription onGap(Runnable lookAgain);

    /** The same as a stream; overflow drops the oldest, since every event is only a hint to look. */
    Multi<DomainEvent> stream();

    /** Ends a subscription; idempotent. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
