package dev.parley.core.rest.episode;

import dev.parley.contracts.EpisodeId;
import dev.parley.core.rest.guest.RequestAuthor;
import dev.parley.core.rest.problem.Ids;
import dev.parley.core.rest.stream.OpenStreams;
import dev.parley.core.rest.stream.StreamConfig;
import io.smallrye.mutiny.Multi;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestStreamElementType;
import org.jspecify.annotations.Nullable;

/** News of episodes, for everybody. */
@Path("/api/v1/episodes/events")
@Tag(name = "Episodes")
public class EpisodeNewsResource {
    private final EpisodeNews news;
    private final OpenStreams open;
    private final RequestAuthor requestAuthor;
    private final StreamConfig config;

    @Inject
    EpisodeNewsResource(EpisodeNews news, OpenStreams open, RequestAuthor requestAuthor, StreamConfig config) {
        this.news = news;
        this.open = open;
        this.requestAuthor = requestAuthor;
        this.config = config;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "followEpisodes",
            summary = "Follow all episodes, or one (server-sent events)",
            description =
                    "Event \"news\": how many run, the id of the newest, and with ?episode=ID its state. A comment as"
                            + " heartbeat.")
    public Multi<OutboundSseEvent> follow(@QueryParam("episode") @Nullable String id, @Context Sse sse) {
        Optional<EpisodeId> episode = Optional.ofNullable(id).map(Ids::episode);
        Runnable close = open.openWatcher(requestAuthor.networkPrefix());
        Multi<OutboundSseEvent> changes = news.of(episode)
                .map(now -> sse.newEventBuilder()
                        .name("news")
                        .mediaType(MediaType.APPLICATION_JSON_TYPE)
                        .data(EpisodeNews.News.class, now)
                        .build());
        Multi<OutboundSseEvent> heartbeats = Multi.createFrom()
                .ticks()
                .startingAfter(config.heartbeatEvery())
                .every(config.heartbeatEvery())
                .onOverflow()
                .drop()
                .map(tick -> sse.newEventBuilder().comment("still here").build());
        return Multi.createBy()
                .merging()
                .streams(changes, heartbeats)
                .onTermination()
                .invoke(close);
    }
}
