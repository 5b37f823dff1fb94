package dev.parley.load;

import java.util.concurrent.Flow;
import java.util.function.Consumer;

/** Hands on every line; a stream that breaks is simply over. */
final class Lines implements Flow.Subscriber<String> {
    private final Consumer<String> receiver;

    private Lines(Consumer<String> receiver) {
        this.receiver = receiver;
    }

    static Lines to(Consumer<String> receiver) {
        return new Lines(receiver);
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(String line) {
        receiver.accept(line);
    }

    @Override
    public void onError(Throwable failure) {}

    @Override
    public void onComplete() {}
}
