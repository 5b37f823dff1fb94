package dev.parley.gateway.session;

import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.Fence;
import dev.parley.gateway.live.LiveTokens;
import dev.parley.gateway.upload.UploadTokens;
import dev.parley.station.v1.CameraSpec;
import dev.parley.station.v1.Embodiment;
import dev.parley.station.v1.LiveTarget;
import dev.parley.station.v1.UploadTarget;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** Where a station sends the pictures and the files of an episode, each with a token for just that. */
@ApplicationScoped
class Targets {
    private final UploadTokens uploads;
    private final LiveTokens live;

    @Inject
    Targets(UploadTokens uploads, LiveTokens live) {
        this.uploads = uploads;
        this.live = live;
    }

    UploadTarget upload(EpisodeId episode, Fence fence) {
        return UploadTarget.newBuilder()
                .setPath("/station/v1/uploads/" + episode + "/" + fence)
                .setBearer(uploads.mint(episode, fence))
                .build();
    }

    List<LiveTarget> live(EpisodeId episode, Embodiment body) {
        return body.getObservationSpace().getCamerasList().stream()
                .filter(CameraSpec::getLive)
                .map(camera -> LiveTarget.newBuilder()
                        .setCamera(camera.getName())
                        .setWhipPath("/station/v1/whip/" + episode + "/" + camera.getName())
                        .setBearer(live.mintPublisher(episode, camera.getName()))
                        .build())
                .toList();
    }
}
