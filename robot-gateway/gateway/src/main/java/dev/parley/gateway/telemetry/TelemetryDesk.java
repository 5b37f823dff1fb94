package dev.parley.gateway.telemetry;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.Fence;
import dev.parley.contracts.SceneBody;
import dev.parley.core.artifact.ArtifactStore;
import dev.parley.core.episode.EpisodeData;
import dev.parley.core.episode.Episodes;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.station.ShownKey;
import dev.parley.core.station.StationData;
import dev.parley.core.station.Stations;
import dev.parley.gateway.readout.ReadoutHub;
import dev.parley.gateway.work.FileWork;
import dev.parley.station.v1.Capabilities;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** Makes the intake of a telemetry connection, and checks once per episode whose it is. */
@ApplicationScoped
class TelemetryDesk {
    private final Episodes episodes;
    private final Stations stations;
    private final ArtifactStore store;
    private final FileWork files;
    private final ReadoutHub readouts;

    @Inject
    TelemetryDesk(Episodes episodes, Stations stations, ArtifactStore store, FileWork files, ReadoutHub readouts) {
        this.episodes = episodes;
        this.stations = stations;
        this.store = store;
        this.files = files;
        this.readouts = readouts;
    }

    TelemetryIntake intake(StationData station, ShownKey key) {
        return new TelemetryIntake(this, station, key, store, files, readouts);
    }

    /** The episode if this station runs it under this fence and has the key still that it came with; fails otherwise. */
    Uni<LiveEpisode> open(StationData station, ShownKey key, EpisodeId id, Fence fence) {
        return episodes.find(id)
                .map(found -> found.filter(episode -> episode.station().equals(station.id())
                                && episode.fence().equals(fence))
                        .orElseThrow(() -> new ParleyException(
                                ErrorCode.STALE_FENCE,
                                "Episode %s does not run at this station under fence %s.".formatted(id, fence))))
                .chain(episode -> stations.authenticate(key)
                        .map(known -> known.filter(now -> now.id().equals(station.id()))
                                .orElseThrow(() -> new ParleyException(
                                        ErrorCode.TOKEN_REFUSED,
                                        "Station %s was given another key since this connection was opened."
                                                .formatted(station.name()))))
                        .map(now -> live(episode, now)));
    }

    /** Whether a picture of it may be shown now; see {@link EpisodeData#publicNow}. */
    Uni<Boolean> publicNow(StationData station, EpisodeId id) {
        return station.kind().filmsTheWorld()
                ? episodes.find(id)
                        .map(found -> found.map(EpisodeData::publicNow).orElse(false))
                : Uni.createFrom().item(true);
    }

    private static LiveEpisode live(EpisodeData episode, StationData station) {
        if (episode.state().terminal()) {
            throw new ParleyException(
                    ErrorCode.STATE_CONFLICT,
                    "Episode %s has ended as %s; upload the complete step log instead."
                            .formatted(episode.id(), episode.state()));
        }
        List<String> names;
        try {
            names = SceneBody.of(Capabilities.parseFrom(station.capabilities()), episode.sceneId())
                    .getObservationSpace()
                    .getState()
                    .getNamesList();
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("station " + station.id() + " has unreadable capabilities", e);
        }
        return new LiveEpisode(episode.id(), episode.fence(), episode.maxSteps(), List.copyOf(names));
    }
}
