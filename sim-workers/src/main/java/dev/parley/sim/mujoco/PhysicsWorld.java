package dev.parley.sim.mujoco;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One physical world: a compiled model and its state, in SI units.
 *
 * <p>The same model and the same sequence of writes and steps give bitwise the same state, in this process or another on the
 * same kind of CPU. A world is used by one thread at a time; different worlds may run on different threads at once. After
 * {@link #close()} every call throws.
 */
public final class PhysicsWorld implements AutoCloseable {

    private static final int ERROR_BYTES = 1000;
    private static final int OBJECT_BODY = 1;
    private static final int OBJECT_GEOM = 5;
    private static final int OBJECT_SITE = 6;
    private static final int OBJECT_JOINT = 3;
    private static final int OBJECT_EQUALITY = 16;
    private static final int EQUALITY_NUMBERS = 11;

    private final MujocoLibrary engine = MujocoLibrary.load();
    private final Arena arena = Arena.ofShared();
    private final MemorySegment model;
    private final MemorySegment data;
    private final int positions;
    private final int velocities;
    private final int geoms;
    private final MemorySegment qpos;
    private final MemorySegment qvel;
    private final MemorySegment control;
    private final MemorySegment appliedForce;
    private final MemorySegment biasForce;
    private final MemorySegment bodyPosition;
    private final MemorySegment bodyQuaternion;
    private final MemorySegment geomPosition;
    private final MemorySegment geomMatrix;
    private final MemorySegment sitePosition;
    private final MemorySegment geomFriction;
    private final MemorySegment jointAddress;
    private final MemorySegment equalityActive;
    private final MemorySegment equalityData;
    private final MemorySegment restingPosition;
    private final MemorySegment restingQuaternion;
    private final MemorySegment bodyRoot;
    private final MemorySegment bodyMass;
    private final MemorySegment bodyInertia;
    private final double[] usualMass;
    private final double[] usualInertia;

    /** Compiles a model written in MuJoCo's XML (MJCF); throws {@link PhysicsException} with the engine's words if it is wrong. */
    public PhysicsWorld(String mjcf) {
        try {
            MemorySegment compiled = compile(mjcf);
            model = compiled.reinterpret(1 << 20, arena, null);
            MemorySegment made = (MemorySegment) engine.makeData.invokeExact(compiled);
            data = made.reinterpret(1 << 20, arena, null);
        } catch (PhysicsException e) {
            arena.close();
            throw e;
        } catch (Throwable e) {
            arena.close();
            throw new PhysicsException("The physics world could not be made", e);
        }
        positions = model.get(JAVA_INT, engine.offsets.of("model.nq"));
        velocities = model.get(JAVA_INT, engine.offsets.of("model.nv"));
        geoms = model.get(JAVA_INT, engine.offsets.of("model.ngeom"));
        int bodies = model.get(JAVA_INT, engine.offsets.of("model.nbody"));
        int sites = model.get(JAVA_INT, engine.offsets.of("model.nsite"));
        int controls = model.get(JAVA_INT, engine.offsets.of("model.nu"));
        qpos = doubles(data, "data.qpos", positions);
        qvel = doubles(data, "data.qvel", velocities);
        control = doubles(data, "data.ctrl", controls);
        appliedForce = doubles(data, "data.qfrc_applied", velocities);
        biasForce = doubles(data, "data.qfrc_bias", velocities);
        bodyPosition = doubles(data, "data.xpos", bodies * 3);
        bodyQuaternion = doubles(data, "data.xquat", bodies * 4);
        geomPosition = doubles(data, "data.geom_xpos", geoms * 3);
        geomMatrix = doubles(data, "data.geom_xmat", geoms * 9);
        sitePosition = doubles(data, "data.site_xpos", sites * 3);
        geomFriction = doubles(model, "model.geom_friction", geoms * 3);
        jointAddress = model.get(ADDRESS, engine.offsets.of("model.jnt_qposadr"))
                .reinterpret(4L * model.get(JAVA_INT, engine.offsets.of("model.njnt")), arena, null);
        equalityActive = model.get(ADDRESS, engine.offsets.of("model.eq_active"))
                .reinterpret(model.get(JAVA_INT, engine.offsets.of("model.neq")), arena, null);
        equalityData =
                doubles(model, "model.eq_data", EQUALITY_NUMBERS * model.get(JAVA_INT, engine.offsets.of("model.neq")));
        restingPosition = doubles(model, "model.body_pos", bodies * 3);
        restingQuaternion = doubles(model, "model.body_quat", bodies * 4);
        bodyRoot = model.get(ADDRESS, engine.offsets.of("model.body_rootid")).reinterpret(4L * bodies, arena, null);
        bodyMass = doubles(model, "model.body_mass", bodies);
        bodyInertia = doubles(model, "model.body_inertia", bodies * 3);
        usualMass = bodyMass.toArray(JAVA_DOUBLE);
        usualInertia = bodyInertia.toArray(JAVA_DOUBLE);
    }

    private MemorySegment compile(String mjcf) throws Throwable {
        Path file = writeModel(mjcf);
        try (Arena call = Arena.ofConfined()) {
            MemorySegment error = call.allocate(ERROR_BYTES);
            MemorySegment compiled = (MemorySegment) engine.loadXml.invokeExact(
                    call.allocateFrom(file.toString()), MemorySegment.NULL, error, ERROR_BYTES);
            if (compiled.address() == 0) {
                throw new PhysicsException("MuJoCo refuses the model: " + error.getString(0));
            }
            return compiled;
        } finally {
            Files.delete(file);
        }
    }

    // The engine reads models from files only.
    private static Path writeModel(String mjcf) throws IOException {
        Path file = Files.createTempFile("parley-scene", ".xml");
        Files.writeString(file, mjcf);
        return file;
    }

    private MemorySegment doubles(MemorySegment struct, String field, int count) {
        return struct.get(ADDRESS, engine.offsets.of(field)).reinterpret(8L * count, arena, null);
    }

    /** Returns to the model's initial state, forgetting velocities, forces and solver warm starts. */
    public void reset() {
        run(engine.resetData);
    }

    /** Advances by one time step of the model. */
    public void step() {
        run(engine.step);
    }

    /** Recomputes derived quantities (body poses, contacts) from positions without advancing time. */
    public void forward() {
        run(engine.forward);
    }

    /** Cancels gravity and Coriolis forces on the first {@code joints} degrees of freedom for the next step. */
    public void compensateBias(int joints) {
        MemorySegment.copy(biasForce, 0, appliedForce, 0, 8L * joints);
    }

    public int body(String name) {
        return id(OBJECT_BODY, "body", name);
    }

    /** The body that stands on the world itself and carries this one; itself when it does. */
    public int rootBody(int body) {
        return bodyRoot.getAtIndex(JAVA_INT, body);
    }

    public int site(String name) {
        return id(OBJECT_SITE, "site", name);
    }

    public int geom(String name) {
        return id(OBJECT_GEOM, "geom", name);
    }

    public int joint(String name) {
        return id(OBJECT_JOINT, "joint", name);
    }

    /** Whether the model has a joint of that name. */
    public boolean hasJoint(String name) {
        return find(OBJECT_JOINT, name) >= 0;
    }

    public int equality(String name) {
        return id(OBJECT_EQUALITY, "equality constraint", name);
    }

    /** Index of a joint's first generalised position. */
    public int address(String joint) {
        return jointAddress.getAtIndex(JAVA_INT, joint(joint));
    }

    private int id(int type, String kind, String name) {
        int id = find(type, name);
        if (id < 0) {
            throw new PhysicsException("The model has no " + kind + " named " + name);
        }
        return id;
    }

    private int find(int type, String name) {
        try (Arena call = Arena.ofConfined()) {
            return (int) engine.nameToId.invokeExact(model, type, call.allocateFrom(name));
        } catch (Throwable e) {
            throw new PhysicsException("mj_name2id failed for " + name, e);
        }
    }

    /** Generalised position number {@code index} (m, rad or a quaternion part). */
    public double position(int index) {
        return qpos.getAtIndex(JAVA_DOUBLE, index);
    }

    public void setPosition(int index, double value) {
        qpos.setAtIndex(JAVA_DOUBLE, index, value);
    }

    /** Generalised velocity number {@code index}, m/s or rad/s. */
    public double velocity(int index) {
        return qvel.getAtIndex(JAVA_DOUBLE, index);
    }

    /** Sets the target of actuator {@code index} (m or rad for a position servo). */
    public void setControl(int index, double value) {
        control.setAtIndex(JAVA_DOUBLE, index, value);
    }

    /** Sets the sliding friction coefficient of one shape; torsional and rolling friction stay. */
    public void setSlidingFriction(int geom, double coefficient) {
        geomFriction.setAtIndex(JAVA_DOUBLE, 3L * geom, coefficient);
    }

    /** Switches an equality constraint, such as a weld, on or off. */
    public void setEquality(int equality, boolean active) {
        equalityActive.set(JAVA_BYTE, equality, (byte) (active ? 1 : 0));
    }

    /**
     * Welds two bodies as they stand to each other now, however the model's constraint has them; {@link #forward} or a step must
     * have computed where they are.
     */
    public void weldAsTheyAre(int weld, int first, int second) {
        double[] turn = {
            bodyQuaternion(first, 0), -bodyQuaternion(first, 1), -bodyQuaternion(first, 2), -bodyQuaternion(first, 3)
        };
        double[] apart = new double[4];
        double[] towards = new double[4];
        for (int axis = 0; axis < 3; axis++) {
            apart[axis + 1] = bodyPosition(second, axis) - bodyPosition(first, axis);
        }
        for (int part = 0; part < 4; part++) {
            towards[part] = bodyQuaternion(second, part);
        }
        double[] place = product(product(turn, apart), conjugate(turn));
        double[] rotation = product(turn, towards);
        long at = (long) EQUALITY_NUMBERS * weld;
        for (int axis = 0; axis < 3; axis++) {
            equalityData.setAtIndex(JAVA_DOUBLE, at + axis, 0);
            equalityData.setAtIndex(JAVA_DOUBLE, at + 3 + axis, place[axis + 1]);
        }
        for (int part = 0; part < 4; part++) {
            equalityData.setAtIndex(JAVA_DOUBLE, at + 6 + part, rotation[part]);
        }
        setEquality(weld, true);
    }

    private static double[] conjugate(double[] q) {
        return new double[] {q[0], -q[1], -q[2], -q[3]};
    }

    // Quaternions, scalar first.
    private static double[] product(double[] a, double[] b) {
        return new double[] {
            a[0] * b[0] - a[1] * b[1] - a[2] * b[2] - a[3] * b[3],
            a[0] * b[1] + a[1] * b[0] + a[2] * b[3] - a[3] * b[2],
            a[0] * b[2] - a[1] * b[3] + a[2] * b[0] + a[3] * b[1],
            a[0] * b[3] + a[1] * b[2] - a[2] * b[1] + a[3] * b[0]
        };
    }

    /** Stands a body without joints somewhere else, turned about the vertical; {@link #forward} computes what follows. */
    public void standBody(int body, double xM, double yM, double zM, double yawRad) {
        restingPosition.setAtIndex(JAVA_DOUBLE, 3L * body, xM);
        restingPosition.setAtIndex(JAVA_DOUBLE, 3L * body + 1, yM);
        restingPosition.setAtIndex(JAVA_DOUBLE, 3L * body + 2, zM);
        restingQuaternion.setAtIndex(JAVA_DOUBLE, 4L * body, StrictMath.cos(yawRad / 2));
        restingQuaternion.setAtIndex(JAVA_DOUBLE, 4L * body + 1, 0);
        restingQuaternion.setAtIndex(JAVA_DOUBLE, 4L * body + 2, 0);
        restingQuaternion.setAtIndex(JAVA_DOUBLE, 4L * body + 3, StrictMath.sin(yawRad / 2));
    }

    /** Sets mass and inertia of one body to a multiple of what the model says; needs {@link #recomputeConstants} and a reset. */
    public void scaleMass(int body, double factor) {
        bodyMass.setAtIndex(JAVA_DOUBLE, body, factor * usualMass[body]);
        for (int axis = 0; axis < 3; axis++) {
            bodyInertia.setAtIndex(JAVA_DOUBLE, 3L * body + axis, factor * usualInertia[3 * body + axis]);
        }
    }

    /** Brings what the engine derives from masses up to date; leaves the state undefined until {@link #reset}. */
    public void recomputeConstants() {
        run(engine.setConst);
    }

    /** All generalised positions, then all velocities: the state that determines the future. */
    public double[] state() {
        double[] state = new double[positions + velocities];
        MemorySegment.copy(qpos, JAVA_DOUBLE, 0, state, 0, positions);
        MemorySegment.copy(qvel, JAVA_DOUBLE, 0, state, positions, velocities);
        return state;
    }

    /** Coordinate {@code axis} (0..2) of a body's origin in the world, metres. */
    public double bodyPosition(int body, int axis) {
        return bodyPosition.getAtIndex(JAVA_DOUBLE, 3L * body + axis);
    }

    /** Part {@code index} (0..3, scalar first) of a body's orientation quaternion in the world. */
    public double bodyQuaternion(int body, int index) {
        return bodyQuaternion.getAtIndex(JAVA_DOUBLE, 4L * body + index);
    }

    public double sitePosition(int site, int axis) {
        return sitePosition.getAtIndex(JAVA_DOUBLE, 3L * site + axis);
    }

    public double geomPosition(int geom, int axis) {
        return geomPosition.getAtIndex(JAVA_DOUBLE, 3L * geom + axis);
    }

    /** Element {@code index} (0..8, row by row) of a shape's rotation matrix in the world. */
    public double geomRotation(int geom, int index) {
        return geomMatrix.getAtIndex(JAVA_DOUBLE, 9L * geom + index);
    }

    /** Number of contacts found in the last step. */
    public int contacts() {
        return data.get(JAVA_INT, engine.offsets.of("data.ncon"));
    }

    /** Whether that shape touched another in the last step. */
    public boolean touches(int geom) {
        int size = engine.offsets.of("contact.size");
        int first = engine.offsets.of("contact.geom1");
        int count = contacts();
        MemorySegment all = data.get(ADDRESS, engine.offsets.of("data.contact")).reinterpret((long) count * size);
        for (int contact = 0; contact < count; contact++) {
            long at = (long) contact * size + first;
            if (all.get(JAVA_INT, at) == geom || all.get(JAVA_INT, at + Integer.BYTES) == geom) {
                return true;
            }
        }
        return false;
    }

    /** Simulated time since {@link #reset()}, seconds. */
    public double timeS() {
        return data.get(JAVA_DOUBLE, engine.offsets.of("data.time"));
    }

    public List<Geometry> geometries() {
        MemorySegment types =
                model.get(ADDRESS, engine.offsets.of("model.geom_type")).reinterpret(4L * geoms);
        MemorySegment bodies =
                model.get(ADDRESS, engine.offsets.of("model.geom_bodyid")).reinterpret(4L * geoms);
        MemorySegment sizes =
                model.get(ADDRESS, engine.offsets.of("model.geom_size")).reinterpret(24L * geoms);
        MemorySegment colours =
                model.get(ADDRESS, engine.offsets.of("model.geom_rgba")).reinterpret(16L * geoms);
        List<Geometry> list = new ArrayList<>(geoms);
        for (int i = 0; i < geoms; i++) {
            list.add(new Geometry(
                    i,
                    Geometry.Shape.of(types.getAtIndex(JAVA_INT, i)),
                    bodies.getAtIndex(JAVA_INT, i),
                    new Geometry.Triple(
                            sizes.getAtIndex(JAVA_DOUBLE, 3L * i),
                            sizes.getAtIndex(JAVA_DOUBLE, 3L * i + 1),
                            sizes.getAtIndex(JAVA_DOUBLE, 3L * i + 2)),
                    new Geometry.Colour(
                            colours.getAtIndex(JAVA_FLOAT, 4L * i),
                            colours.getAtIndex(JAVA_FLOAT, 4L * i + 1),
                            colours.getAtIndex(JAVA_FLOAT, 4L * i + 2),
                            colours.getAtIndex(JAVA_FLOAT, 4L * i + 3))));
        }
        return list;
    }

    /** Frees the engine's memory; a second call does nothing. */
    @Override
    public void close() {
        if (!arena.scope().isAlive()) {
            return;
        }
        try {
            engine.deleteData.invokeExact(data);
            engine.deleteModel.invokeExact(model);
        } catch (Throwable e) {
            throw new PhysicsException("The physics world could not be freed", e);
        }
        arena.close();
    }

    private void run(MethodHandle function) {
        try {
            function.invokeExact(model, data);
        } catch (IllegalStateException e) {
            throw new PhysicsException("This physics world is closed", e);
        } catch (Throwable e) {
            throw new PhysicsException("The physics engine failed", e);
        }
    }
}
