package dev.parley.gateway.live;

import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.http.HttpClient;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.kurento.client.KurentoClient;
import org.kurento.commons.exception.KurentoException;
import org.kurento.jsonrpc.client.JsonRpcWSConnectionListener;

/**
 * The one connection of this replica to the media server. It is made when first needed and comes back by itself. Kurento's
 * calls block, so they run on threads of their own: few, named, and with a bounded queue before them.
 */
@ApplicationScoped
public class KurentoConnection {

    private static final Logger LOG = Logger.getLogger(KurentoConnection.class);
    private static final int HEARTBEAT_MS = 240_000;

    private final LiveConfig config;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ThreadPoolExecutor calls;
    private final AtomicBoolean away = new AtomicBoolean();
    private final List<Runnable> onLoss = new CopyOnWriteArrayList<>();
    private @Nullable KurentoClient client;

    /** A piece of blocking work on the Kurento client. */
    interface Call<T> {
        T on(KurentoClient client) throws Exception;
    }

    /** The same without a result. */
    interface Work {
        void on(KurentoClient client) throws Exception;
    }

    public KurentoConnection(LiveConfig config) {
        this.config = config;
        calls = new ThreadPoolExecutor(
                config.callThreads(),
                config.callThreads(),
                30,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(config.callsWaiting()),
                Thread.ofPlatform().daemon().name("kurento-call-", 0).factory());
        calls.allowCoreThreadTimeOut(true);
    }

    /** Runs when the media server came back without our objects: whatever was held of it is void. On a Kurento thread. */
    void whenLost(Runnable action) {
        onLoss.add(action);
    }

    /**
     * Runs the call on one of the Kurento threads.
     *
     * @return its result; fails with SERVICE_AWAY when the media server is away or too many calls wait already
     */
    <T> Uni<T> call(Call<T> call) {
        return Uni.createFrom().<T>emitter(emitter -> {
            try {
                calls.execute(() -> {
                    try {
                        emitter.complete(call.on(client()));
                    } catch (KurentoException e) {
                        emitter.fail(KurentoErrors.translated(e));
                    } catch (Exception e) {
                        emitter.fail(e);
                    }
                });
            } catch (RejectedExecutionException full) {
                emitter.fail(new ParleyException(
                        ErrorCode.SERVICE_AWAY,
                        "too many people join live video at this moment; try again in a second"));
            }
        });
    }

    Uni<Void> run(Work work) {
        return call(client -> {
                    work.on(client);
                    return true;
                })
                .replaceWithVoid();
    }

    /** For work after events: same threads, nobody waits. A failure is logged under the name of the work. */
    void later(String what, Runnable work) {
        run(client -> work.run()).subscribe().with(done -> {}, failure -> LOG.debugf(failure, "%s failed", what));
    }

    private synchronized KurentoClient client() {
        KurentoClient current = client;
        if (current == null) {
            current = open();
            client = current;
        }
        return current;
    }

    private KurentoClient open() {
        Listener listener = new Listener();
        KurentoTransport transport = new KurentoTransport(http, config.kurentoUrl(), listener);
        listener.transport = transport;
        transport.setRequestTimeout(config.callTimeout().toMillis());
        transport.enableHeartbeat(HEARTBEAT_MS);
        transport.setTryReconnectingForever(true);
        // A replica that ends leaves its live video to the others, who have as long as the media server's garbage
        // collection takes.
        transport.setSendCloseMessage(false);
        transport.setLabel("parley-gateway");
        return KurentoClient.createFromJsonRpcClientHonoringClientTimeouts(transport);
    }

    @PreDestroy
    void close() {
        calls.shutdownNow();
        KurentoClient current;
        synchronized (this) {
            current = client;
            client = null;
        }
        if (current != null) {
            current.destroy();
        }
    }

    private final class Listener implements JsonRpcWSConnectionListener {
        private @Nullable KurentoTransport transport;

        @Override
        public void connected() {
            away.set(false);
            LOG.infof("connected to the media server at %s", config.kurentoUrl());
        }

        @Override
        public void connectionFailed() {
            lost();
        }

        @Override
        public void disconnected() {
            LOG.infof("disconnected from the media server at %s", config.kurentoUrl());
        }

        @Override
        public void reconnecting() {
            lost();
        }

        /** Said once, however often it is tried again. */
        private void lost() {
            if (away.compareAndSet(false, true)) {
                LOG.warnf(
                        "the media server at %s is away: there is no live video until it is back", config.kurentoUrl());
            }
        }

        @Override
        public void reconnected(boolean sameServer) {
            KurentoTransport current = transport;
            if (current != null) {
                // The client's heartbeat ends with the connection it was started on.
                current.enableHeartbeat(HEARTBEAT_MS);
            }
            away.set(false);
            LOG.warnf(
                    "the media server is back, %s",
                    sameServer ? "with what it had" : "restarted: live video is built anew as stations come back");
            if (!sameServer) {
                onLoss.forEach(Runnable::run);
            }
        }
    }
}
