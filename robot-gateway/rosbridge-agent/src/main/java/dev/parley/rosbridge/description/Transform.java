package dev.parley.rosbridge.description;

/** A turn and then a move, from one frame into the one that holds it. Immutable. */
public final class Transform {
    public static final Transform NONE = new Transform(1, 0, 0, 0, 1, 0, 0, 0, 1, Vector3.ZERO);

    // The turn's matrix, row by row.
    private final double xx;
    private final double xy;
    private final double xz;
    private final double yx;
    private final double yy;
    private final double yz;
    private final double zx;
    private final double zy;
    private final double zz;
    private final Vector3 move;

    private Transform(
            double xx,
            double xy,
            double xz,
            double yx,
            double yy,
            double yz,
            double zx,
            double zy,
            double zz,
            Vector3 move) {
        this.xx = xx;
        this.xy = xy;
        this.xz = xz;
        this.yx = yx;
        this.yy = yy;
        this.yz = yz;
        this.zx = zx;
        this.zy = zy;
        this.zz = zz;
        this.move = move;
    }

    /** As URDF writes it: roll about x, pitch about y, yaw about z, each about the axes that stay. */
    public static Transform of(Vector3 xyz, Vector3 rpy) {
        Transform turn = about(new Vector3(0, 0, 1), rpy.z())
                .times(about(new Vector3(0, 1, 0), rpy.y()))
                .times(about(new Vector3(1, 0, 0), rpy.x()));
        return along(xyz).times(turn);
    }

    public static Transform along(Vector3 move) {
        return new Transform(1, 0, 0, 0, 1, 0, 0, 0, 1, move);
    }

    /** A turn about an axis of length 1, radians (Rodrigues' formula). */
    public static Transform about(Vector3 axis, double angle) {
        double c = Math.cos(angle);
        double s = Math.sin(angle);
        double t = 1 - c;
        double x = axis.x();
        double y = axis.y();
        double z = axis.z();
        return new Transform(
                t * x * x + c,
                t * x * y - s * z,
                t * x * z + s * y,
                t * x * y + s * z,
                t * y * y + c,
                t * y * z - s * x,
                t * x * z - s * y,
                t * y * z + s * x,
                t * z * z + c,
                Vector3.ZERO);
    }

    /** First the other, then this. */
    public Transform times(Transform o) {
        return new Transform(
                xx * o.xx + xy * o.yx + xz * o.zx,
                xx * o.xy + xy * o.yy + xz * o.zy,
                xx * o.xz + xy * o.yz + xz * o.zz,
                yx * o.xx + yy * o.yx + yz * o.zx,
                yx * o.xy + yy * o.yy + yz * o.zy,
                yx * o.xz + yy * o.yz + yz * o.zz,
                zx * o.xx + zy * o.yx + zz * o.zx,
                zx * o.xy + zy * o.yy + zz * o.zy,
                zx * o.xz + zy * o.yz + zz * o.zz,
                apply(o.move));
    }

    public Vector3 apply(Vector3 p) {
        return new Vector3(
                xx * p.x() + xy * p.y() + xz * p.z() + move.x(),
                yx * p.x() + yy * p.y() + yz * p.z() + move.y(),
                zx * p.x() + zy * p.y() + zz * p.z() + move.z());
    }

    /** Where the frame's origin is. */
    public Vector3 position() {
        return move;
    }
}
