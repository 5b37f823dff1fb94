package dev.parley.rosbridge.commissioning;

import dev.parley.rosbridge.description.KinematicChain;
import dev.parley.rosbridge.description.Vector3;

/**
 * How the joints have to turn for the tool to go a little way in a direction: damped least squares on a Jacobian that is measured on the
 * chain itself (Wampler, "Manipulator inverse kinematic solutions based on vector formulations and damped least-squares methods", 1986).
 */
final class ToolSteering {
    private static final double NUDGE = 1e-5;
    private static final double DAMPING = 1e-4;

    private final KinematicChain chain;

    ToolSteering(KinematicChain chain) {
        this.chain = chain;
    }

    /** The joints' positions after it, about. */
    double[] towards(double[] from, Vector3 move) {
        int n = from.length;
        Vector3 here = chain.tool(from).position();
        Vector3[] columns = new Vector3[n];
        for (int i = 0; i < n; i++) {
            double[] nudged = from.clone();
            nudged[i] += NUDGE;
            columns[i] = chain.tool(nudged).position().minus(here).times(1 / NUDGE);
        }
        Vector3 y = solved(columns, move);
        double[] to = from.clone();
        for (int i = 0; i < n; i++) {
            to[i] += columns[i].x() * y.x() + columns[i].y() * y.y() + columns[i].z() * y.z();
        }
        return to;
    }

    /** (J Jᵀ + d I) y = move, by Cramer's rule; the damping keeps the determinant above 0. */
    private static Vector3 solved(Vector3[] columns, Vector3 move) {
        double a = DAMPING;
        double b = 0;
        double c = 0;
        double d = DAMPING;
        double e = 0;
        double f = DAMPING;
        for (Vector3 column : columns) {
            a += column.x() * column.x();
            b += column.x() * column.y();
            c += column.x() * column.z();
            d += column.y() * column.y();
            e += column.y() * column.z();
            f += column.z() * column.z();
        }
        double xx = d * f - e * e;
        double xy = c * e - b * f;
        double xz = b * e - c * d;
        double determinant = a * xx + b * xy + c * xz;
        double yy = a * f - c * c;
        double yz = b * c - a * e;
        double zz = a * d - b * b;
        return new Vector3(
                        xx * move.x() + xy * move.y() + xz * move.z(),
                        xy * move.x() + yy * move.y() + yz * move.z(),
                        xz * move.x() + yz * move.y() + zz * move.z())
                .times(1 / determinant);
    }
}
