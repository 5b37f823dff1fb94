package dev.parley.gateway.session;

import dev.parley.core.station.StationKind;
import dev.parley.station.v1.Capabilities;
import dev.parley.station.v1.PolicyCapability;
import dev.parley.station.v1.SceneCapability;
import dev.parley.station.v1.VectorSpace;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Whether what a station announces makes sense, in plain sentences that say what would. */
final class CapabilitiesCheck {
    private static final int MOST_SLOTS = 64;
    private static final int MOST_ENTRIES = 256;
    private static final int MOST_DESCRIPTION_BYTES = 256 * 1024;
    private static final double FASTEST_CONTROL_HZ = 1000;
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    private final List<String> violations = new ArrayList<>();

    private CapabilitiesCheck() {}

    static List<String> violations(Capabilities capabilities, StationKind registered) {
        CapabilitiesCheck check = new CapabilitiesCheck();
        check.station(capabilities, registered);
        check.space(
                "action space", capabilities.getEmbodiment().getActionSpace().getVector());
        check.space(
                "observed state",
                capabilities.getEmbodiment().getObservationSpace().getState());
        check.cameras(capabilities);
        check.scenes(capabilities);
        check.policies(capabilities);
        return List.copyOf(check.violations);
    }

    private void station(Capabilities capabilities, StationKind registered) {
        String expected = "STATION_KIND_" + registered.name();
        require(
                capabilities.getKind().name().equals(expected),
                "kind is " + capabilities.getKind() + " but the station is registered as " + expected);
        require(
                capabilities.getSlots() >= 1 && capabilities.getSlots() <= MOST_SLOTS,
                "slots must be 1 to " + MOST_SLOTS + ", not " + capabilities.getSlots());
        id("embodiment name", capabilities.getEmbodiment().getName());
        id("action space kind", capabilities.getEmbodiment().getActionSpace().getKind());
        double hz = capabilities.getEmbodiment().getActionSpace().getControlHz();
        require(hz > 0 && hz <= FASTEST_CONTROL_HZ, "control_hz must be above 0 and at most 1000, not " + hz);
    }

    private void space(String what, VectorSpace space) {
        require(
                space.getNamesCount() == space.getLowCount() && space.getNamesCount() == space.getHighCount(),
                what + " needs one name, one low and one high per dimension, not " + space.getNamesCount() + ", "
                        + space.getLowCount() + ", " + space.getHighCount());
        require(new HashSet<>(space.getNamesList()).size() == space.getNamesCount(), what + " names a dimension twice");
        for (int i = 0; i < Math.min(space.getLowCount(), space.getHighCount()); i++) {
            require(
                    space.getLow(i) <= space.getHigh(i),
                    what + " dimension " + i + ": low " + space.getLow(i) + " is above high " + space.getHigh(i));
        }
    }

    private void cameras(Capabilities capabilities) {
        Set<String> names = new HashSet<>();
        capabilities.getEmbodiment().getObservationSpace().getCamerasList().forEach(camera -> {
            id("camera name", camera.getName());
            require(names.add(camera.getName()), "camera " + camera.getName() + " is announced twice");
            require(
                    camera.getWidthPx() >= 1
                            && camera.getWidthPx() <= 4096
                            && camera.getHeightPx() >= 1
                            && camera.getHeightPx() <= 4096,
                    "camera " + camera.getName() + " must be 1 to 4096 pixels wide and high");
        });
    }

    private void scenes(Capabilities capabilities) {
        require(capabilities.getScenesCount() <= MOST_ENTRIES, "at most 256 scenes can be announced");
        Set<String> ids = new HashSet<>();
        for (SceneCapability scene : capabilities.getScenesList()) {
            id("scene id", scene.getSceneId());
            require(ids.add(scene.getSceneId()), "scene " + scene.getSceneId() + " is announced twice");
            require(!scene.getVersion().isBlank(), "scene " + scene.getSceneId() + " has no version");
            require(
                    scene.getDescriptionJson().size() <= MOST_DESCRIPTION_BYTES,
                    "the description of scene " + scene.getSceneId() + " is larger than 256 KiB");
        }
    }

    private void policies(Capabilities capabilities) {
        require(capabilities.getPoliciesCount() <= MOST_ENTRIES, "at most 256 policies can be announced");
        for (PolicyCapability policy : capabilities.getPoliciesList()) {
            id("policy name", policy.getName());
            require(
                    DIGEST.matcher(policy.getDigest()).matches(),
                    "the digest of policy " + policy.getName() + " must be 64 lower-case hex digits");
        }
    }

    private void id(String what, String value) {
        require(
                ID.matcher(value).matches(),
                what + " \"" + value.substring(0, Math.min(80, value.length()))
                        + "\" must be 1 to 64 of a-z 0-9 . _ - and start with a letter or digit");
    }

    private void require(boolean holds, String otherwise) {
        if (!holds && violations.size() < 16) {
            violations.add(otherwise);
        }
    }
}
