package dev.parley.gateway.session;

import dev.parley.contracts.wire.WireLimits;
import dev.parley.core.station.StationKind;
import dev.parley.station.v1.Capabilities;
import dev.parley.station.v1.DetectorCapability;
import dev.parley.station.v1.DetectorConfusion;
import dev.parley.station.v1.Embodiment;
import dev.parley.station.v1.PolicyCapability;
import dev.parley.station.v1.PrivacyMask;
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
    private static final int MOST_DETECTORS = 8;
    private static final int MOST_DETECTOR_CHARACTERS = 4000;
    private static final int MOST_DESCRIPTION_BYTES = 256 * 1024;
    private static final double FASTEST_CONTROL_HZ = 1000;
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
    private static final int MOST_EPISODES = 100_000_000;
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
    private static final Pattern DEVICE = Pattern.compile("[a-z][a-z0-9:._-]{0,63}");
    private static final int LARGEST_BATCH = 65_536;
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    private final List<String> violations = new ArrayList<>();

    private CapabilitiesCheck() {}

    static List<String> violations(Capabilities capabilities, StationKind registered) {
        CapabilitiesCheck check = new CapabilitiesCheck();
        check.station(capabilities, registered);
        check.body("", capabilities.getEmbodiment());
        check.scenes(capabilities);
        check.policies(capabilities);
        check.detectors(capabilities);
        check.inference(capabilities);
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
    }

    /** @param where empty for the usual body, else which scene's it is */
    private void body(String where, Embodiment body) {
        id(where + "embodiment name", body.getName());
        id(where + "action space kind", body.getActionSpace().getKind());
        double hz = body.getActionSpace().getControlHz();
        require(hz > 0 && hz <= FASTEST_CONTROL_HZ, where + "control_hz must be above 0 and at most 1000, not " + hz);
        space(where + "action space", body.getActionSpace().getVector());
        space(where + "observed state", body.getObservationSpace().getState());
        cameras(where, body);
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

    private void cameras(String where, Embodiment body) {
        Set<String> names = new HashSet<>();
        body.getObservationSpace().getCamerasList().forEach(camera -> {
            id(where + "camera name", camera.getName());
            require(names.add(camera.getName()), where + "camera " + camera.getName() + " is announced twice");
            require(
                    camera.getWidthPx() >= 1
                            && camera.getWidthPx() <= 4096
                            && camera.getHeightPx() >= 1
                            && camera.getHeightPx() <= 4096,
                    where + "camera " + camera.getName() + " must be 1 to 4096 pixels wide and high");
            masks(where + "camera " + camera.getName(), camera.getPrivacyMasksList());
        });
    }

    private void masks(String camera, List<PrivacyMask> masks) {
        require(
                masks.size() <= WireLimits.PRIVACY_MASKS,
                camera + " has " + masks.size() + " privacy masks; " + WireLimits.PRIVACY_MASKS + " are possible");
        for (PrivacyMask mask : masks) {
            require(
                    inside(mask.getLeft(), mask.getWidth()) && inside(mask.getTop(), mask.getHeight()),
                    "a privacy mask of " + camera
                            + " must lie inside the picture, which is 0 to 1 wide and high, and be larger than nothing");
        }
    }

    /** Not a number is neither. */
    private static boolean inside(double from, double size) {
        return from >= 0 && size > 0 && from + size <= 1 + 1e-9;
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
            if (scene.hasEmbodiment()) {
                body("scene " + scene.getSceneId() + ": ", scene.getEmbodiment());
            }
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

    private void inference(Capabilities capabilities) {
        if (capabilities.hasInference()) {
            String device = capabilities.getInference().getDevice();
            int batch = capabilities.getInference().getBatch();
            require(
                    DEVICE.matcher(device).matches(),
                    "the inference device must be 1 to 64 of a-z 0-9 : . _ - and start with a letter, not \""
                            + device.substring(0, Math.min(80, device.length())) + "\"");
            require(
                    batch >= 1 && batch <= LARGEST_BATCH,
                    "the inference batch must be 1 to " + LARGEST_BATCH + ", not " + batch);
        }
    }

    private void detectors(Capabilities capabilities) {
        require(
                capabilities.getDetectorsCount() <= MOST_DETECTORS,
                "at most " + MOST_DETECTORS + " detectors can be announced");
        for (DetectorCapability detector : capabilities.getDetectorsList()) {
            String what = "detector " + detector.getName();
            require(
                    NAME.matcher(detector.getName()).matches(),
                    "the name of " + what + " must be 1 to 64 of a-z 0-9 - and start with a letter or digit");
            require(
                    DIGEST.matcher(detector.getDigest()).matches(),
                    "the digest of " + what + " must be 64 lower-case hex digits");
            require(
                    plain(detector.getTitle()) && plain(detector.getDescription()),
                    "title and description of " + what + " must be at most " + MOST_DETECTOR_CHARACTERS
                            + " characters without control characters");
            require(
                    detector.getCalibrationError() >= 0 && detector.getCalibrationError() <= 1,
                    "the calibration error of " + what + " must be 0 to 1");
            require(detector.getConfusionsCount() <= MOST_ENTRIES, what + " has more than 256 confusions");
            for (DetectorConfusion scene : detector.getConfusionsList()) {
                id("scene id of " + what, scene.getSceneId());
                require(
                        count(scene.getSaidDoneWasDone())
                                && count(scene.getSaidDoneWasNot())
                                && count(scene.getSaidNotWasDone())
                                && count(scene.getSaidNotWasNot()),
                        "a count of " + what + " is above " + MOST_EPISODES);
            }
        }
    }

    private static boolean plain(String text) {
        return text.length() <= MOST_DETECTOR_CHARACTERS && text.chars().noneMatch(c -> c < ' ');
    }

    private static boolean count(int unsigned) {
        return unsigned >= 0 && unsigned <= MOST_EPISODES;
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
