package dev.parley.load;

import java.net.http.WebSocket;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Whole text messages of a WebSocket. */
final class Frames implements WebSocket.Listener {
    private final Latencies latencies;
    private final String kind;
    private final long started;
    private final Consumer<String> receiver;
    private final StringBuilder message = new StringBuilder();
    private boolean first = true;

    Frames(Latencies latencies, String kind, long started, Consumer<String> receiver) {
        this.latencies = latencies;
        this.kind = kind;
        this.started = started;
        this.receiver = receiver;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
        message.append(data);
        if (last) {
            if (first) {
                first = false;
                latencies.took(kind, started);
            }
            receiver.accept(message.toString());
            message.setLength(0);
        }
        socket.request(1);
        return null;
    }
}
