package dev.parley.gateway.session;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.parley.contracts.StationId;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.redis.RedisConnections;
import dev.parley.gateway.work.Ticker;
import dev.parley.station.v1.RenderReply;
import dev.parley.station.v1.RenderRequest;
import io.lettuce.core.SetArgs;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Requests for pictures on their way to a replica that holds a free simulator, by Redis pub/sub. Of several that could draw, the
 * first to claim the request does; only the replica that asked fetches the picture. Never blocks.
 */
@ApplicationScoped
class RenderRelay {
    private static final Logger LOG = Logger.getLogger(RenderRelay.class);
    private static final String CHANNEL = "parley:renders";
    private static final String CLAIM = "parley:render:claim:";
    private static final String REPLY = "parley:render:reply:";
    private static final Duration KEPT = Duration.ofSeconds(15);
    private static final Duration AGAIN_AFTER = Duration.ofSeconds(1);

    private final RedisConnections redis;
    private final RenderDesk desk;
    private final Ticker ticker;
    private final Map<String, CompletableFuture<RenderReply>> waiting = new ConcurrentHashMap<>();
    private volatile @Nullable StatefulRedisPubSubConnection<String, String> connection;
    private volatile boolean closed;

    @Inject
    RenderRelay(RedisConnections redis, RenderDesk desk, Ticker ticker) {
        this.redis = redis;
        this.desk = desk;
        this.ticker = ticker;
    }

    void start(@Observes StartupEvent started) {
        listen();
    }

    void listen() {
        if (closed) {
            return;
        }
        redis.pubSub().whenComplete((opened, away) -> {
            if (away != null) {
                ticker.after(AGAIN_AFTER, this::listen);
                return;
            }
            opened.addListener(new RedisPubSubAdapter<>() {
                @Override
                public void message(String channel, String message) {
                    heard(message);
                }
            });
            opened.async().subscribe(CHANNEL);
            connection = opened;
        });
    }

    /** SERVICE_AWAY in the Uni when no replica has a simulator that draws it in time. */
    Uni<RenderReply> ask(RenderRequest request) {
        return send(
                "ask",
                "",
                request,
                "No simulator is free to draw %s just now; try again in a moment.".formatted(request.getSceneId()));
    }

    /** SERVICE_AWAY in the Uni when no replica holds that station, or it does not answer in time. */
    Uni<RenderReply> show(StationId station, RenderRequest request) {
        return send("show", " " + station, request, "The station sent no picture in time; try again in a moment.");
    }

    private Uni<RenderReply> send(String what, String of, RenderRequest request, String late) {
        return Uni.createFrom().deferred(() -> {
            String id = UUID.randomUUID().toString();
            CompletableFuture<RenderReply> reply = new CompletableFuture<>();
            waiting.put(id, reply);
            String message = what + " " + id + of + " " + Base64.getEncoder().encodeToString(request.toByteArray());
            return redis.run(commands -> commands.publish(CHANNEL, message))
                    .chain(() -> Uni.createFrom().completionStage(reply))
                    .ifNoItem()
                    .after(RenderDesk.PATIENCE)
                    .failWith(() -> new ParleyException(ErrorCode.SERVICE_AWAY, late))
                    .onTermination()
                    .invoke(() -> waiting.remove(id));
        });
    }

    private void heard(String message) {
        String[] parts = message.split(" ", 4);
        try {
            if (parts.length == 3 && parts[0].equals("ask") && !waiting.containsKey(parts[1])) {
                RenderRequest request =
                        RenderRequest.parseFrom(Base64.getDecoder().decode(parts[2]));
                if (desk.couldTake(request)) {
                    draw(parts[1], desk.ask(request));
                }
            } else if (parts.length == 4 && parts[0].equals("show") && !waiting.containsKey(parts[1])) {
                StationId station = StationId.parse(parts[2]);
                if (desk.couldShow(station)) {
                    draw(
                            parts[1],
                            desk.show(
                                    station,
                                    RenderRequest.parseFrom(Base64.getDecoder().decode(parts[3]))));
                }
            } else if (parts.length == 2 && parts[0].equals("drawn") && waiting.containsKey(parts[1])) {
                fetch(parts[1]);
            }
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            LOG.warnf("something that is no request for a picture came over Redis: %s", e.getMessage());
        }
    }

    private void draw(String id, Uni<RenderReply> drawing) {
        redis.run(commands -> commands.set(CLAIM + id, "", SetArgs.Builder.nx().px(KEPT)))
                .chain(claimed -> claimed == null
                        ? Uni.createFrom().voidItem()
                        : drawing
                                // Another replica may still draw it.
                                .onFailure()
                                .call(() -> redis.run(commands -> commands.del(CLAIM + id)))
                                .chain(reply -> redis.run(commands -> commands.set(
                                        REPLY + id,
                                        Base64.getEncoder().encodeToString(reply.toByteArray()),
                                        SetArgs.Builder.px(KEPT))))
                                .chain(() -> redis.run(commands -> commands.publish(CHANNEL, "drawn " + id)))
                                .replaceWithVoid())
                .subscribe()
                .with(done -> {}, failure -> LOG.debugf("a picture for another replica failed: %s", failure));
    }

    private void fetch(String id) {
        redis.run(commands -> commands.getdel(REPLY + id))
                .subscribe()
                .with(
                        stored -> {
                            CompletableFuture<RenderReply> reply = waiting.get(id);
                            if (stored == null || reply == null) {
                                return;
                            }
                            try {
                                reply.complete(RenderReply.parseFrom(
                                        Base64.getDecoder().decode(stored)));
                            } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
                                reply.completeExceptionally(
                                        new ParleyException(ErrorCode.SERVICE_AWAY, "the picture arrived damaged"));
                            }
                        },
                        away -> LOG.debugf("Redis is away: %s", away.getMessage()));
    }

    @PreDestroy
    void close() {
        closed = true;
        StatefulRedisPubSubConnection<String, String> open = connection;
        if (open != null) {
            open.closeAsync();
        }
    }
}
