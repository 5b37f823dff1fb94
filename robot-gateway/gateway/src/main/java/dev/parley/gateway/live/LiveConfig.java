package dev.parley.gateway.live;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;

/** Live video. The embedded media server is started elsewhere and writes its address here. */
@ConfigMapping(prefix = "parley.media")
public interface LiveConfig {

    /** Where the Kurento media server listens; a restarted one is expected at the same address. */
    @WithDefault("ws://127.0.0.1:8888/kurento")
    URI kurentoUrl();

    /** People who may watch one episode live at once. Each costs the embedded media server a copy of every packet. */
    @WithDefault("100")
    int viewersPerEpisode();

    /** People who may watch live at once, over all episodes and replicas. */
    @WithDefault("100")
    int viewersTotal();

    /** Places of one episode beside those, for whoever asked it and for operators: nobody else can take them. */
    @WithDefault("2")
    int reservedPerEpisode();

    /** Such places at once, over all episodes and replicas. */
    @WithDefault("10")
    int reservedTotal();

    /** How long a station's publishing token is good for, from the start of its episode. */
    @WithDefault("PT2H")
    Duration publisherTokenTtl();

    /** A viewer whose media path is not up after this long gives its place back. */
    @WithDefault("PT15S")
    Duration connectWithin();

    /** A channel without a publisher is kept this long: a station that reconnects finds its viewers still there. */
    @WithDefault("PT30S")
    Duration publisherGrace();

    /** How often a replica says in the directory what lives there, and looks what changed. */
    @WithDefault("PT1S")
    Duration directoryEvery();

    /** A replica that said nothing for this long is gone; others take over what it answered for. */
    @WithDefault("PT5S")
    Duration replicaDeadAfter();

    /** Longest wait for one answer of the media server. */
    @WithDefault("PT5S")
    Duration callTimeout();

    /** Threads that talk to the media server; each call occupies one while it waits. */
    @WithDefault("8")
    int callThreads();

    /** Calls that may wait for a thread before more are refused. */
    @WithDefault("64")
    int callsWaiting();
}
