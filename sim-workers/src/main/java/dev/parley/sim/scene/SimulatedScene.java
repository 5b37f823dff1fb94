package dev.parley.sim.scene;

import dev.parley.sim.task.TabletopState;
import org.jspecify.annotations.Nullable;

/**
 * One simulated episode after another in one scene.
 *
 * <p>Same scene, seed, pinned conditions and actions: the same states and pictures, byte for byte, also in another process on
 * the same kind of CPU. Nothing here reads a clock; real time is kept by the caller. Used by one thread at a time; several
 * scenes may run on several threads at once. Every method but {@link #reset} and {@link #close} needs a reset first.
 */
public final class SimulatedScene implements AutoCloseable {

    /** Physics steps in one action; half of them make one frame at 20 per second. */
    public static final int SUBSTEPS_PER_ACTION = Tabletop.SUBSTEPS;

    /** Width of the picture for people, pixels. */
    public static final int FRONT_WIDTH_PX = TabletopPicture.FRONT.widthPx();

    /** Height of the picture for people, pixels. */
    public static final int FRONT_HEIGHT_PX = TabletopPicture.FRONT.heightPx();

    private final SceneDescription description;
    private final Tabletop tabletop;
    private final StartingLayout layout;
    private final TabletopPicture policyPicture;
    private final int[] policyPixels = new int[Observation.IMAGE_SIDE * Observation.IMAGE_SIDE];
    private @Nullable TabletopPicture frontPicture;
    private @Nullable Conditions conditions;
    private int steps;

    private SimulatedScene(SceneDescription description) {
        this.description = description;
        tabletop = new Tabletop(description.id());
        layout = new StartingLayout(description.factors());
        policyPicture = TabletopPicture.forPolicy(tabletop.world());
    }

    /** Opens a carried scene; throws {@link IllegalArgumentException} for an unknown id. */
    public static SimulatedScene open(String id) {
        return new SimulatedScene(SceneDescription.load(id));
    }

    public SceneDescription description() {
        return description;
    }

    /** Sets up a new episode: everything not pinned is drawn from the seed. Returns the value of every factor. */
    public Conditions reset(long seed, Conditions pinned) {
        Conditions drawn = layout.draw(seed, pinned);
        tabletop.arrange(drawn);
        policyPicture.prepare(drawn);
        if (frontPicture != null) {
            frontPicture.prepare(drawn);
        }
        conditions = drawn;
        steps = 0;
        return drawn;
    }

    /** What the policy sees and feels now. */
    public Observation observe() {
        requireReset();
        policyPicture.render(policyPixels);
        byte[] image = new byte[3 * policyPixels.length];
        for (int i = 0; i < policyPixels.length; i++) {
            int pixel = policyPixels[i];
            image[3 * i] = (byte) (pixel >> 16);
            image[3 * i + 1] = (byte) (pixel >> 8);
            image[3 * i + 2] = (byte) pixel;
        }
        return new Observation(image, tabletop.proprioception(), steps);
    }

    /** Carries out one action, a tenth of a second in the simulated world. */
    public StepResult step(Action action) {
        return step(action, SubstepListener.NONE);
    }

    /** As {@link #step(Action)}, telling the listener after each physics step; it may render but not step. */
    public StepResult step(Action action, SubstepListener listener) {
        requireReset();
        Action applied = tabletop.act(action, listener);
        steps++;
        return new StepResult(
                tabletop.world().state(),
                applied,
                tabletop.world().contacts(),
                tabletop.world().timeS());
    }

    /** Draws what the camera for people sees now into {@code argb}, {@link #FRONT_WIDTH_PX} × {@link #FRONT_HEIGHT_PX} pixels. */
    public void renderFront(int[] argb) {
        Conditions now = requireReset();
        TabletopPicture picture = frontPicture;
        if (picture == null) {
            picture = TabletopPicture.forPeople(tabletop.world());
            picture.prepare(now);
            frontPicture = picture;
        }
        picture.render(argb);
    }

    /** All generalised positions, then all velocities, as they are now. */
    public double[] state() {
        requireReset();
        return tabletop.world().state();
    }

    /** The true state: for judges and the scripted expert only. */
    public TabletopState truth() {
        requireReset();
        return tabletop.state();
    }

    private Conditions requireReset() {
        Conditions now = conditions;
        if (now == null) {
            throw new IllegalStateException("The scene needs a reset before anything else");
        }
        return now;
    }

    @Override
    public void close() {
        tabletop.close();
    }
}
