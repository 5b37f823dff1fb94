package dev.parley.sim.render;

import java.util.ArrayList;
import java.util.List;

/** The mesh of an outline drawn up into a solid; the outline may have notches, as a star has. */
final class Prism {

    private Prism() {}

    /** Throws {@link IllegalArgumentException} when the outline crosses itself or runs clockwise. */
    static Mesh mesh(float[] outline, float halfHeight) {
        int corners = outline.length / 2;
        List<int[]> faces = faces(outline);
        int sides = 4 * corners;
        float[] vertices = new float[3 * (2 * corners + sides)];
        float[] normals = new float[vertices.length];
        List<Integer> triangles = new ArrayList<>();
        for (int i = 0; i < corners; i++) {
            put(vertices, i, outline[2 * i], outline[2 * i + 1], halfHeight);
            put(normals, i, 0, 0, 1);
            put(vertices, corners + i, outline[2 * i], outline[2 * i + 1], -halfHeight);
            put(normals, corners + i, 0, 0, -1);
        }
        for (int[] face : faces) {
            triangles.addAll(List.of(face[0], face[1], face[2]));
            triangles.addAll(List.of(corners + face[0], corners + face[2], corners + face[1]));
        }
        for (int i = 0; i < corners; i++) {
            int first = 2 * corners + 4 * i;
            int next = (i + 1) % corners;
            side(vertices, normals, first, outline, i, next, halfHeight);
            triangles.addAll(List.of(first, first + 1, first + 2, first, first + 2, first + 3));
        }
        return new Mesh(
                vertices,
                normals,
                triangles.stream().mapToInt(Integer::intValue).toArray());
    }

    private static void side(
            float[] vertices, float[] normals, int first, float[] outline, int from, int to, float halfHeight) {
        float dx = outline[2 * to] - outline[2 * from];
        float dy = outline[2 * to + 1] - outline[2 * from + 1];
        Vector normal = new Vector(dy, -dx, 0).unit();
        put(vertices, first, outline[2 * from], outline[2 * from + 1], -halfHeight);
        put(vertices, first + 1, outline[2 * to], outline[2 * to + 1], -halfHeight);
        put(vertices, first + 2, outline[2 * to], outline[2 * to + 1], halfHeight);
        put(vertices, first + 3, outline[2 * from], outline[2 * from + 1], halfHeight);
        for (int i = 0; i < 4; i++) {
            put(normals, first + i, normal.x(), normal.y(), 0);
        }
    }

    private static void put(float[] into, int vertex, float x, float y, float z) {
        into[3 * vertex] = x;
        into[3 * vertex + 1] = y;
        into[3 * vertex + 2] = z;
    }

    // Ears are cut off one by one: three corners in a row that turn left and have no other corner between them.
    private static List<int[]> faces(float[] outline) {
        List<Integer> left = new ArrayList<>();
        for (int i = 0; i < outline.length / 2; i++) {
            left.add(i);
        }
        List<int[]> faces = new ArrayList<>();
        while (left.size() > 3) {
            int ear = ear(outline, left);
            faces.add(around(left, ear));
            left.remove(ear);
        }
        faces.add(around(left, 1));
        return faces;
    }

    private static int ear(float[] outline, List<Integer> left) {
        for (int i = 0; i < left.size(); i++) {
            int[] corner = around(left, i);
            if (turn(outline, corner[0], corner[1], corner[2]) > 0
                    && left.stream().noneMatch(other -> isInside(outline, corner, other))) {
                return i;
            }
        }
        throw new IllegalArgumentException("A prism's outline must run anticlockwise and not cross itself");
    }

    private static int[] around(List<Integer> left, int at) {
        int count = left.size();
        return new int[] {left.get((at + count - 1) % count), left.get(at), left.get((at + 1) % count)};
    }

    private static boolean isInside(float[] outline, int[] corner, int other) {
        return other != corner[0]
                && other != corner[1]
                && other != corner[2]
                && turn(outline, corner[0], corner[1], other) >= 0
                && turn(outline, corner[1], corner[2], other) >= 0
                && turn(outline, corner[2], corner[0], other) >= 0;
    }

    // Above zero when a, b, c turn left.
    private static float turn(float[] o, int a, int b, int c) {
        return (o[2 * b] - o[2 * a]) * (o[2 * c + 1] - o[2 * a + 1])
                - (o[2 * b + 1] - o[2 * a + 1]) * (o[2 * c] - o[2 * a]);
    }
}
