package dev.parley.sim.scene;

import dev.parley.sim.body.Action;
import dev.parley.sim.body.Body;
import dev.parley.sim.body.SubstepListener;
import dev.parley.sim.task.ObjectState;
import dev.parley.sim.task.Predicate;
import dev.parley.sim.task.PredicateData;
import dev.parley.sim.task.SceneTruth;
import dev.parley.sim.task.Task;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One simulated episode after another in one scene.
 *
 * <p>Same scene, seed, pinned conditions, task and actions: the same states and pictures, byte for byte, also in another process
 * on the same kind of CPU. Nothing here reads a clock; real time is kept by the caller. Used by one thread at a time; several
 * scenes may run on several threads at once. Every method but {@link #reset} and {@link #close} needs a reset first.
 */
public final class SimulatedScene implements AutoCloseable {

    /** Physics steps in one action; half of them make one frame at 20 per second. */
    public static final int SUBSTEPS_PER_ACTION = Body.SUBSTEPS;

    private static final int LAYOUTS_TO_TRY = 50;

    private final SceneFolder folder;
    private final SceneDescription description;
    private final SceneWorld world;
    private final StartingLayout layout;
    private final ScenePicture policyPicture;
    private final int[] policyPixels = new int[Observation.IMAGE_SIDE * Observation.IMAGE_SIDE];
    private @Nullable ScenePicture frontPicture;
    private @Nullable Conditions conditions;
    private Latency latency;
    private int steps;

    private SimulatedScene(SceneFolder folder) {
        this.folder = folder;
        description = SceneDescription.load(folder);
        world = new SceneWorld(description, folder.text("model.xml"));
        layout = new StartingLayout(description);
        policyPicture = ScenePicture.forPolicy(description, world.world());
        latency = new Latency(0, world.body().stay());
    }

    /** Opens a carried scene by its id, or the one in a folder; throws {@link IllegalArgumentException} when there is none. */
    public static SimulatedScene open(String idOrFolder) {
        return new SimulatedScene(SceneFolder.of(idOrFolder));
    }

    public SceneDescription description() {
        return description;
    }

    public SceneFolder folder() {
        return folder;
    }

    /** As {@link #reset(long, Conditions, Optional)} for an episode without a task. */
    public Conditions reset(long seed, Conditions pinned) {
        return reset(seed, pinned, Optional.empty());
    }

    /**
     * Sets up a new episode: everything not pinned is drawn from the seed, within what the task needs, and again when the task
     * would be done from the start. Returns the value of every factor.
     *
     * @throws IllegalArgumentException when the pinned values leave no room or leave the task nothing to do
     */
    public Conditions reset(long seed, Conditions pinned, Optional<Task> task) {
        Map<String, List<Double>> narrowed = task.map(Task::start).orElse(Map.of());
        return reset(seed, pinned, narrowed, task.map(Task::predicate));
    }

    /** As {@link #reset(long, Conditions, Optional)} for an episode judged by a criterion that is none of the scene's tasks. */
    public Conditions resetFor(long seed, Conditions pinned, PredicateData criterion) {
        return reset(seed, pinned, Map.of(), Optional.of(criterion));
    }

    private Conditions reset(
            long seed, Conditions pinned, Map<String, List<Double>> narrowed, Optional<PredicateData> criterion) {
        Optional<Predicate> goal =
                criterion.map(wanted -> description.vocabulary().predicate(wanted));
        for (int attempt = 0; attempt < LAYOUTS_TO_TRY; attempt++) {
            Conditions drawn = layout.draw(seed, pinned, narrowed, attempt);
            world.arrange(drawn);
            if (goal.isEmpty() || !goal.get().holds(world.truth(List.of()))) {
                begin(drawn);
                return drawn;
            }
        }
        throw new IllegalArgumentException(
                "With these conditions what is asked is done before it starts: " + pinned.values() + ", "
                        + criterion.map(PredicateData::arguments).orElse(Map.of()));
    }

    private void begin(Conditions drawn) {
        policyPicture.prepare(drawn);
        if (frontPicture != null) {
            frontPicture.prepare(drawn);
        }
        int late = description.factors(Purpose.LATENCY).stream()
                .mapToInt(factor -> (int) drawn.value(factor.name()))
                .sum();
        latency = new Latency(late, world.body().stay());
        conditions = drawn;
        steps = 0;
    }

    /**
     * Puts objects where somebody wants them, as if by hand, and lets them come to rest while the body stays. Simulated time passes:
     * reset before an episode.
     *
     * @throws MisplacedException naming the object that cannot be there; the scene then needs a reset
     */
    public void place(List<Placement> placements) {
        requireReset();
        List<Placement> things =
                placements.stream().filter(put -> !isWanderer(put.object())).toList();
        List<Placement> robots =
                placements.stream().filter(put -> isWanderer(put.object())).toList();
        if (robots.size() > 1) {
            throw new MisplacedException(robots.getFirst().object(), "The robot is to be in two places at once.");
        }
        if (!things.isEmpty()) {
            new HandPlacing(description, world).place(things, reach());
        }
        for (Placement put : robots) {
            RobotPlacing placing = RobotPlacing.of(description, world).orElseThrow();
            placing.place(put, placing.floor());
        }
    }

    private boolean isWanderer(String object) {
        return world.wanderer().filter(robot -> robot.id().equals(object)).isPresent();
    }

    /** Whether {@link #place} can put that object, or the robot itself, somewhere. */
    public boolean isMovable(String object) {
        return world.movable(object) || isWanderer(object);
    }

    /** The floor that a robot which moves about stands on; empty where the robot stands fast. */
    public Optional<RobotFloor> robotFloor() {
        requireReset();
        return RobotPlacing.of(description, world).map(placing -> {
            OpenFloor floor = placing.floor();
            return new RobotFloor(placing.robot().id(), floor.radiusM(), floor.bounds(), Sights.of(folder));
        });
    }

    /** What that object covers. */
    public Footprint footprint(String object) {
        requireReset();
        return world.footprint(object);
    }

    /**
     * Where {@link #place} can put objects: everything from the outermost start or thing, and a little more; for a robot that moves
     * about, where the walls leave room for its middle.
     */
    public SceneDescription.Area reach() {
        Optional<RobotPlacing> robot = RobotPlacing.of(description, world);
        if (robot.isPresent()) {
            return robot.get().floor().reach();
        }
        Map<String, ObjectState> now = truth().objects();
        return SceneReach.of(description, now.values());
    }

    /** What the policy sees and feels now. */
    public Observation observe() {
        requireReset();
        policyPicture.render(policyPixels);
        return new Observation(policyBytes(), world.body().proprioception(), steps);
    }

    /**
     * The policy camera's pixels if the robot it rides on stood elsewhere on the floor and all else as it is: a goal picture of a
     * place without driving there. Nothing in the world changes.
     *
     * @param headingRad where it looks, from the x axis towards y
     * @throws IllegalStateException when the camera of this scene does not ride
     */
    public byte[] seenFrom(double xM, double yM, double headingRad) {
        requireReset();
        policyPicture.renderFrom(xM, yM, headingRad, policyPixels);
        return policyBytes();
    }

    private byte[] policyBytes() {
        byte[] image = new byte[3 * policyPixels.length];
        for (int i = 0; i < policyPixels.length; i++) {
            int pixel = policyPixels[i];
            image[3 * i] = (byte) (pixel >> 16);
            image[3 * i + 1] = (byte) (pixel >> 8);
            image[3 * i + 2] = (byte) pixel;
        }
        return image;
    }

    /** Carries out one action, a tenth of a second in the simulated world. */
    public StepResult step(Action action) {
        return step(action, SubstepListener.NONE);
    }

    /**
     * As {@link #step(Action)}, telling the listener after each physics step; it may render but not step. Throws
     * {@link IllegalArgumentException} when the action is none of this scene's body.
     */
    public StepResult step(Action action, SubstepListener listener) {
        requireReset();
        Action arrived = latency.arriving(action.requireWidth(
                description.actions().size(), description.embodiment().id()));
        Action applied = world.act(arrived, listener);
        steps++;
        return new StepResult(
                world.world().state(),
                applied,
                world.world().contacts(),
                world.world().timeS());
    }

    /** The command that changes nothing. */
    public Action stay() {
        return world.body().stay();
    }

    /** Draws what the camera for people sees now into {@code argb}, as many pixels as its description says. */
    public void renderFront(int[] argb) {
        Conditions now = requireReset();
        ScenePicture picture = frontPicture;
        if (picture == null) {
            picture = ScenePicture.forPeople(description, world.world());
            picture.prepare(now);
            frontPicture = picture;
        }
        picture.render(argb);
    }

    /** The camera that people watch and that is recorded. */
    public SceneDescription.CameraDescription frontCamera() {
        return description.cameraFor(ScenePicture.PEOPLE);
    }

    /** An array for {@link #renderFront}. */
    public int[] frontPixels() {
        return new int[frontCamera().widthPx() * frontCamera().heightPx()];
    }

    /** All generalised positions, then all velocities, as they are now. */
    public double[] state() {
        requireReset();
        return world.world().state();
    }

    /** The true state: for judges and the scripted expert only. */
    public SceneTruth truth() {
        requireReset();
        return world.truth(latency.underWay());
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
        world.close();
    }
}
