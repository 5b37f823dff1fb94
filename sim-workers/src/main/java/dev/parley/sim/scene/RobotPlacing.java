package dev.parley.sim.scene;

import dev.parley.sim.mujoco.Geometry;
import dev.parley.sim.mujoco.PhysicsWorld;
import dev.parley.sim.task.Position;
import dev.parley.sim.task.SceneObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts a robot that moves about where somebody wants it to come to stand, and says why it cannot stand there or never gets there.
 * It needs a scene whose policies see with a camera that rides on the robot, and a collision shape named {@value #SHELL}.
 */
final class RobotPlacing {

    private static final String SHELL = "shell";
    private static final String WALL = "wall";
    private static final double CENTIMETRES = 100;

    private final SceneDescription scene;
    private final SceneWorld world;
    private final SceneObject robot;

    private RobotPlacing(SceneDescription scene, SceneWorld world, SceneObject robot) {
        this.scene = scene;
        this.world = world;
        this.robot = robot;
    }

    /** Empty where the robot stands fast. */
    static Optional<RobotPlacing> of(SceneDescription scene, SceneWorld world) {
        return world.wanderer().map(robot -> new RobotPlacing(scene, world, robot));
    }

    /** The floor around where it stands now; the world must have been forwarded. */
    OpenFloor floor() {
        PhysicsWorld physics = world.world();
        List<Geometry> shapes = physics.geometries();
        Geometry shell = shapes.get(physics.geom(SHELL));
        int own = physics.body(robot.id());
        double middle = physics.geomPosition(shell.index(), 2);
        double half = shell.sizeM().y();
        List<OpenFloor.Block> furniture = new ArrayList<>();
        List<OpenFloor.Block> walls = new ArrayList<>();
        for (Geometry shape : shapes) {
            boolean itsOwn = physics.rootBody(shape.body()) == own;
            if (itsOwn || shape.shape() == Geometry.Shape.OTHER || !meets(shape, middle - half, middle + half)) {
                continue;
            }
            String name = name(shape.body());
            (name.equals(WALL) ? walls : furniture).add(block(shape, name));
        }
        SceneDescription.Area bounds = bounds(shapes);
        // A sofa against a wall is the better reason of the two.
        furniture.addAll(walls);
        return new OpenFloor(furniture, bounds, shell.sizeM().x());
    }

    /**
     * @param from the floor before anything was moved
     * @throws MisplacedException when it cannot stand there or no way leads there
     */
    void place(Placement placement, OpenFloor from) {
        SceneDescription.Area reach = from.reach();
        double x = placement.xM();
        double y = placement.yM();
        boolean inside = Double.isFinite(placement.yawRad())
                && x >= reach.minXM()
                && x <= reach.maxXM()
                && y >= reach.minYM()
                && y <= reach.maxYM();
        if (!inside) {
            throw refused(
                    "The robot would stand in a wall or outside of the room: for its middle x is from %.2f to %.2f m and y from %.2f to %.2f m."
                            .formatted(reach.minXM(), reach.maxXM(), reach.minYM(), reach.maxYM()));
        }
        from.inTheWay(x, y).ifPresent(block -> {
            throw refused("The robot cannot stand there: the %s is in the way. Its middle needs %d cm around it."
                    .formatted(block.name(), Math.round(CENTIMETRES * (from.radiusM() + OpenFloor.MARGIN_M))));
        });
        Position now = world.state(robot.id()).position();
        if (!from.leads(now.xM(), now.yM(), x, y)) {
            throw refused("The robot cannot get there: what stands in the room leaves no way that is wide enough.");
        }
        world.put(robot, new Position(x, y, robot.restingHeightM()), placement.yawRad());
        world.world().forward();
        if (world.world().touches(world.world().geom(SHELL))) {
            throw refused("The robot cannot stand there: it would touch something.");
        }
    }

    SceneObject robot() {
        return robot;
    }

    private MisplacedException refused(String sentence) {
        return new MisplacedException(robot.id(), sentence);
    }

    private String name(int body) {
        return scene.objects().stream()
                .filter(object -> object.clearanceM() > 0 && world.world().body(object.id()) == body)
                .findFirst()
                .map(SceneObject::name)
                .orElse(WALL);
    }

    private boolean meets(Geometry shape, double lowM, double highM) {
        double half = halfHeightM(shape);
        double middle = world.world().geomPosition(shape.index(), 2);
        return middle + half > lowM && middle - half < highM;
    }

    private double halfHeightM(Geometry shape) {
        Geometry.Triple size = shape.sizeM();
        double along = switch (shape.shape()) {
            case BOX -> size.z();
            case CYLINDER -> size.y();
            case CAPSULE -> size.x() + size.y();
            case OTHER -> 0;
        };
        double across = shape.shape() == Geometry.Shape.BOX ? size.y() : size.x();
        PhysicsWorld physics = world.world();
        return Math.abs(physics.geomRotation(shape.index(), 6)) * size.x()
                + Math.abs(physics.geomRotation(shape.index(), 7)) * across
                + Math.abs(physics.geomRotation(shape.index(), 8)) * along;
    }

    private OpenFloor.Block block(Geometry shape, String name) {
        PhysicsWorld physics = world.world();
        double x = physics.geomPosition(shape.index(), 0);
        double y = physics.geomPosition(shape.index(), 1);
        Geometry.Triple size = shape.sizeM();
        if (shape.shape() == Geometry.Shape.BOX) {
            double yaw =
                    StrictMath.atan2(physics.geomRotation(shape.index(), 3), physics.geomRotation(shape.index(), 0));
            return new OpenFloor.Block(name, x, y, yaw, size.x(), size.y(), 0);
        }
        boolean upright = Math.abs(physics.geomRotation(shape.index(), 8)) > 0.99;
        // What lies is taken for round, which is too much and never too little.
        return new OpenFloor.Block(name, x, y, 0, 0, 0, upright ? size.x() : size.x() + size.y());
    }

    // From where it stands to the farthest wall each way, furniture left aside: a nearer one stands inside of the room.
    private SceneDescription.Area bounds(List<Geometry> shapes) {
        Position at = world.state(robot.id()).position();
        PhysicsWorld physics = world.world();
        double minX = Double.POSITIVE_INFINITY;
        double maxX = Double.NEGATIVE_INFINITY;
        double minY = Double.POSITIVE_INFINITY;
        double maxY = Double.NEGATIVE_INFINITY;
        for (Geometry shape : shapes) {
            if (shape.shape() != Geometry.Shape.BOX || shape.body() != 0) {
                continue;
            }
            double x = physics.geomPosition(shape.index(), 0);
            double y = physics.geomPosition(shape.index(), 1);
            boolean beside = Math.abs(at.yM() - y) < shape.sizeM().y();
            boolean along = Math.abs(at.xM() - x) < shape.sizeM().x();
            if (beside && x < at.xM()) {
                minX = Math.min(minX, x + shape.sizeM().x());
            } else if (beside) {
                maxX = Math.max(maxX, x - shape.sizeM().x());
            } else if (along && y < at.yM()) {
                minY = Math.min(minY, y + shape.sizeM().y());
            } else if (along) {
                maxY = Math.max(maxY, y - shape.sizeM().y());
            }
        }
        if (!Double.isFinite(maxX - minX) || !Double.isFinite(maxY - minY)) {
            throw new IllegalStateException("Scene " + scene.id() + " has no walls around its robot");
        }
        return new SceneDescription.Area(minX, maxX, minY, maxY);
    }
}
