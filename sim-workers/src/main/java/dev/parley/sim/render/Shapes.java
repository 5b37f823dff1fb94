package dev.parley.sim.render;

import java.util.ArrayList;
import java.util.List;

/** Meshes of the few shapes that scenes are made of, sizes in metres. */
final class Shapes {

    private static final int ROUND_SEGMENTS = 24;

    private Shapes() {}

    /** A point of a profile to be turned about the z axis: its radius and height, and the normal's radial and vertical parts. */
    private record Rim(float radius, float height, float normalRadial, float normalUp) {}

    static Mesh box(float halfX, float halfY, float halfZ) {
        float[] half = {halfX, halfY, halfZ};
        float[] vertices = new float[24 * 3];
        float[] normals = new float[24 * 3];
        int[] triangles = new int[12 * 3];
        int vertex = 0;
        int triangle = 0;
        for (int axis = 0; axis < 3; axis++) {
            for (int sign = -1; sign <= 1; sign += 2) {
                int u = (axis + 1) % 3;
                int v = (axis + 2) % 3;
                for (int corner = 0; corner < 4; corner++) {
                    int at = 3 * (vertex + corner);
                    vertices[at + axis] = sign * half[axis];
                    vertices[at + u] = (corner == 1 || corner == 2 ? 1 : -1) * half[u];
                    vertices[at + v] = (corner > 1 ? 1 : -1) * half[v];
                    normals[at + axis] = sign;
                }
                int[] order = sign > 0 ? new int[] {0, 1, 2, 0, 2, 3} : new int[] {0, 2, 1, 0, 3, 2};
                for (int corner : order) {
                    triangles[triangle++] = vertex + corner;
                }
                vertex += 4;
            }
        }
        return new Mesh(vertices, normals, triangles);
    }

    static Mesh cylinder(float radius, float halfHeight) {
        return Mesh.join(List.of(
                turned(List.of(new Rim(0, -halfHeight, 0, -1), new Rim(radius, -halfHeight, 0, -1))),
                turned(List.of(new Rim(radius, -halfHeight, 1, 0), new Rim(radius, halfHeight, 1, 0))),
                turned(List.of(new Rim(radius, halfHeight, 0, 1), new Rim(0, halfHeight, 0, 1)))));
    }

    static Mesh capsule(float radius, float halfHeight) {
        List<Rim> profile = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            double angle = i < 5 ? -Math.PI / 2 + i * Math.PI / 8 : (i - 5) * Math.PI / 8;
            float across = (float) StrictMath.cos(angle);
            float along = (float) StrictMath.sin(angle);
            profile.add(new Rim(radius * across, (i < 5 ? -halfHeight : halfHeight) + radius * along, across, along));
        }
        return turned(profile);
    }

    /** An open bowl standing on z = 0. */
    static Mesh bowl(float radius, float height) {
        float foot = .55f * radius;
        int rings = 6;
        List<Rim> outside = new ArrayList<>();
        List<Rim> inside = new ArrayList<>();
        for (int i = 0; i <= rings; i++) {
            float t = i / (float) rings;
            float ringRadius = foot + (radius - foot) * (float) StrictMath.sin(t * Math.PI / 2 * .95);
            float ringHeight = height * (1 - (float) StrictMath.cos(t * Math.PI / 2));
            outside.add(new Rim(ringRadius, ringHeight, 1, -.9f + t));
            inside.addFirst(new Rim(ringRadius - .004f, ringHeight + .006f, -1, .9f - t * .6f));
        }
        return Mesh.join(List.of(
                turned(outside),
                turned(List.of(
                        new Rim(radius + .001f, height, .3f, 1), new Rim(radius - .006f, height + .006f, -.3f, 1))),
                turned(inside),
                turned(List.of(new Rim(foot - .004f, .008f, 0, 1), new Rim(0, .008f, 0, 1)))));
    }

    private static Mesh turned(List<Rim> profile) {
        int bands = profile.size() - 1;
        float[] vertices = new float[bands * (ROUND_SEGMENTS + 1) * 2 * 3];
        float[] normals = new float[vertices.length];
        int[] triangles = new int[bands * ROUND_SEGMENTS * 6];
        int vertex = 0;
        int triangle = 0;
        for (int band = 0; band < bands; band++) {
            int first = vertex;
            for (int segment = 0; segment <= ROUND_SEGMENTS; segment++) {
                double angle = 2 * Math.PI * segment / ROUND_SEGMENTS;
                put(profile.get(band), angle, vertices, normals, vertex++);
                put(profile.get(band + 1), angle, vertices, normals, vertex++);
            }
            for (int segment = 0; segment < ROUND_SEGMENTS; segment++) {
                int a = first + 2 * segment;
                for (int corner : new int[] {a, a + 2, a + 1, a + 1, a + 2, a + 3}) {
                    triangles[triangle++] = corner;
                }
            }
        }
        return new Mesh(vertices, normals, triangles);
    }

    private static void put(Rim rim, double angle, float[] vertices, float[] normals, int vertex) {
        float cos = (float) StrictMath.cos(angle);
        float sin = (float) StrictMath.sin(angle);
        Vector normal = new Vector(rim.normalRadial * cos, rim.normalRadial * sin, rim.normalUp).unit();
        int at = 3 * vertex;
        vertices[at] = rim.radius * cos;
        vertices[at + 1] = rim.radius * sin;
        vertices[at + 2] = rim.height;
        normals[at] = normal.x();
        normals[at + 1] = normal.y();
        normals[at + 2] = normal.z();
    }
}
