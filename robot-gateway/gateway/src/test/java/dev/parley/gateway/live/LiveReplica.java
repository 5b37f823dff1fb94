package dev.parley.gateway.live;

import dev.parley.contracts.EpisodeId;
import dev.parley.core.redis.RedisConfig;
import dev.parley.core.redis.RedisConnections;
import dev.parley.gateway.work.Ticker;
import dev.parley.testing.EmbeddedRedis;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.kurento.client.WebRtcEndpoint;

/** The live half of one replica: its resources behind HTTP, its own connection to the media server. */
final class LiveReplica implements AutoCloseable {

    private static final EmbeddedRedis REDIS = new EmbeddedRedis();
    private static final RedisConnections CONNECTIONS =
            new RedisConnections(new Redis(REDIS.url(), Duration.ofSeconds(2)), Clock.systemUTC());

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(REDIS::close, "stop-live-redis"));
    }

    final LiveIndex index;
    final LiveDirectory directory;
    final LiveService live;
    final LiveTokens tokens;
    final LiveHttpServer http;

    /** When everybody may watch; at any time, unless a test says otherwise. */
    volatile PublicMoments moments = episode -> Uni.createFrom().voidItem();

    /** What happens in the middle of making a session; nothing, unless a test says otherwise. */
    volatile Runnable meanwhile = () -> {};

    private final KurentoConnection kurento;
    private final Ticker ticker = new Ticker();

    private record Redis(String url, Duration timeout) implements RedisConfig {}

    LiveReplica(URI mediaServer, int viewersTotal) throws Exception {
        this(mediaServer, viewersTotal, TestIceConfig.none());
    }

    LiveReplica(URI mediaServer, int viewersTotal, IceConfig ice) throws Exception {
        LiveConfig config = new TestLiveConfig(mediaServer, viewersTotal, viewersTotal);
        index = new LiveIndex(CONNECTIONS);
        directory = new LiveDirectory(index, config);
        kurento = new KurentoConnection(config);
        LiveSessions sessions = new LiveSessions(kurento, directory, config);
        IceServers iceServers = new IceServers(ice, Clock.systemUTC()) {
            @Override
            void equip(WebRtcEndpoint endpoint) {
                meanwhile.run();
                super.equip(endpoint);
            }
        };
        live = new LiveService(kurento, directory, sessions, iceServers);
        tokens = new LiveTokens(purpose -> new byte[32], config, Clock.systemUTC());
        http = new LiveHttpServer(
                new WhipResource(live, tokens, iceServers),
                new WhepResource(
                        live,
                        episode -> Uni.createFrom().voidItem(),
                        LiveReplica::operators,
                        episode -> moments.require(episode),
                        iceServers));
        new LiveKeeper(sessions, directory, kurento, config, ticker).start(new StartupEvent());
    }

    /** Here a key opens, whichever it is; who is entitled elsewhere is the platform's business. */
    private static Uni<Boolean> operators(EpisodeId episode, Optional<String> operator) {
        return Uni.createFrom().item(operator.isPresent());
    }

    /** The Redis that all replicas share. */
    static EmbeddedRedis redis() {
        return REDIS;
    }

    /** From outside this is what a killed process looks like: connections broken off, nothing said, nothing refreshed. */
    @Override
    public void close() {
        ticker.close();
        http.close();
        kurento.close();
    }
}
