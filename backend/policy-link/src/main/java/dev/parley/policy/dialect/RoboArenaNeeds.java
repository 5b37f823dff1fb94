package dev.parley.policy.dialect;

import dev.parley.policy.wire.PolicyValue;
import dev.parley.policy.wire.PolicyValue.Fields;
import dev.parley.policy.wire.PolicyValue.Items;
import dev.parley.policy.wire.PolicyValue.Nil;
import dev.parley.policy.wire.PolicyValue.Text;
import dev.parley.policy.wire.PolicyValue.Truth;
import dev.parley.policy.wire.PolicyValue.Whole;
import dev.parley.policy.wire.WireFault;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a RoboArena policy server says about itself when somebody connects. Source: robo-arena/roboarena,
 * PolicyServerConfig.
 *
 * @param resolution height and width of every picture; empty where the server takes them as they are
 * @param wristCamera whether it wants the wrist's picture
 * @param externalCameras how many outer pictures it wants, 0 to 2
 * @param stereoCamera whether it wants the right eye of each as well
 * @param sessionId whether it wants to know which episode an observation belongs to
 */
public record RoboArenaNeeds(
        Optional<Resolution> resolution,
        boolean wristCamera,
        int externalCameras,
        boolean stereoCamera,
        boolean sessionId,
        ActionKind actionKind) {
    private static final int MOST_PIXELS = 4_096;
    private static final String RESOLUTION = "image_resolution";
    private static final String WRIST = "needs_wrist_camera";
    private static final String EXTERNAL = "n_external_cameras";
    private static final String STEREO = "needs_stereo_camera";
    private static final String SESSION = "needs_session_id";
    private static final String ACTIONS = "action_space";

    public record Resolution(int heightPx, int widthPx) {}

    /** What the numbers of an action mean; the gripper's opening is the last of them. */
    public enum ActionKind {
        JOINT_POSITION("joint_position", 8),
        JOINT_VELOCITY("joint_velocity", 8),
        CARTESIAN_POSITION("cartesian_position", 7),
        CARTESIAN_VELOCITY("cartesian_velocity", 7);

        private final String name;
        private final int width;

        ActionKind(String name, int width) {
            this.name = name;
            this.width = width;
        }

        public int width() {
            return width;
        }
    }

    /** @throws WireFault naming the entry that is missing or wrong */
    public static RoboArenaNeeds of(PolicyValue metadata) throws WireFault {
        if (!(metadata instanceof Fields fields)) {
            throw new WireFault("a RoboArena server first sends a map of what it needs");
        }
        return new RoboArenaNeeds(
                resolution(need(fields, RESOLUTION)),
                truth(fields, WRIST),
                number(need(fields, EXTERNAL), EXTERNAL, 0, 2),
                truth(fields, STEREO),
                truth(fields, SESSION),
                actions(need(fields, ACTIONS)));
    }

    /** The same as its server would send it. */
    public Fields toFields() {
        PolicyValue pixels = resolution
                .<PolicyValue>map(it -> new Items(List.of(Whole.of(it.heightPx()), Whole.of(it.widthPx()))))
                .orElse(new Nil());
        return Fields.empty()
                .with(RESOLUTION, pixels)
                .with(WRIST, new Truth(wristCamera))
                .with(EXTERNAL, Whole.of(externalCameras))
                .with(STEREO, new Truth(stereoCamera))
                .with(SESSION, new Truth(sessionId))
                .with(ACTIONS, new Text(actionKind.name));
    }

    private static PolicyValue need(Fields fields, String key) throws WireFault {
        return fields.find(key)
                .orElseThrow(() ->
                        new WireFault("the RoboArena server does not say '" + key + "'; is it one of that dialect?"));
    }

    private static boolean truth(Fields fields, String key) throws WireFault {
        if (need(fields, key) instanceof Truth(boolean truth)) {
            return truth;
        }
        throw new WireFault("'" + key + "' is true or false");
    }

    private static int number(PolicyValue value, String key, int least, int most) throws WireFault {
        if (value instanceof Whole(var whole) && whole.bitLength() < 32) {
            int number = whole.intValue();
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw new WireFault("'%s' is a whole number from %d to %d".formatted(key, least, most));
    }

    private static Optional<Resolution> resolution(PolicyValue value) throws WireFault {
        if (value instanceof Nil) {
            return Optional.empty();
        }
        if (value instanceof Items(List<PolicyValue> items) && items.size() == 2) {
            return Optional.of(new Resolution(
                    number(items.get(0), RESOLUTION, 1, MOST_PIXELS),
                    number(items.get(1), RESOLUTION, 1, MOST_PIXELS)));
        }
        throw new WireFault("'" + RESOLUTION + "' is nil or a list of height and width");
    }

    private static ActionKind actions(PolicyValue value) throws WireFault {
        String name = value instanceof Text(String text) ? text : "";
        return Arrays.stream(ActionKind.values())
                .filter(kind -> kind.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new WireFault("'" + ACTIONS + "' is one of "
                        + Arrays.stream(ActionKind.values())
                                .map(kind -> kind.name)
                                .toList()));
    }
}
