package dev.parley.core.rest.desk;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.parley.station.v1.CameraSpec;
import dev.parley.station.v1.Capabilities;
import dev.parley.station.v1.PolicyCapability;
import dev.parley.station.v1.SceneCapability;
import dev.parley.station.v1.StopLevel;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a station announced last that it can do; all empty before its first contact. */
record CapabilitiesView(
        @Schema(description = "Program, version and host, as it says.")
        String software,

        int slots,
        List<NamedView> scenes,
        List<PolicyView> policies,
        List<CameraView> cameras,
        List<String> detectors,

        @Schema(description = "The gentlest first.") List<String> stopLevels,

        @Schema(description = "Whether it can say that its own stop button is pressed.")
        boolean hardwareStopReadable,

        boolean operatorRequired,
        boolean draws,
        boolean composes) {

    record NamedView(String id, String version) {}

    record PolicyView(String id, String title, String digest) {}

    record CameraView(String name, int widthPx, int heightPx, double fps, boolean live, boolean recorded) {
        static CameraView of(CameraSpec camera) {
            return new CameraView(
                    camera.getName(),
                    camera.getWidthPx(),
                    camera.getHeightPx(),
                    camera.getFps(),
                    camera.getLive(),
                    camera.getRecorded());
        }
    }

    static CapabilitiesView of(byte[] announced) {
        Capabilities all;
        try {
            all = Capabilities.parseFrom(announced);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("capabilities are not a parley.station.v1.Capabilities message", e);
        }
        return new CapabilitiesView(
                all.getSoftware(),
                all.getSlots(),
                all.getScenesList().stream().map(CapabilitiesView::scene).toList(),
                all.getPoliciesList().stream().map(CapabilitiesView::policy).toList(),
                all.getEmbodiment().getObservationSpace().getCamerasList().stream()
                        .map(CameraView::of)
                        .toList(),
                all.getDetectorsList().stream()
                        .map(detector -> detector.getTitle().isBlank() ? detector.getName() : detector.getTitle())
                        .toList(),
                all.getStopLevelsList().stream()
                        .filter(level -> level != StopLevel.STOP_LEVEL_UNSPECIFIED && level != StopLevel.UNRECOGNIZED)
                        .map(level -> level.name().substring("STOP_LEVEL_".length()))
                        .toList(),
                all.getHardwareStopReadable(),
                all.getOperatorRequired(),
                all.getRenders(),
                all.getComposes());
    }

    private static NamedView scene(SceneCapability scene) {
        return new NamedView(scene.getSceneId(), scene.getVersion());
    }

    private static PolicyView policy(PolicyCapability policy) {
        return new PolicyView(
                policy.getName(),
                policy.getTitle().isBlank() ? policy.getName() : policy.getTitle(),
                policy.getDigest());
    }
}
