package dev.parley.sim.render;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Triangles with a normal per vertex, in the body's own frame; front faces run anticlockwise seen from outside. */
final class Mesh {

    /** Closer than single precision tells apart anywhere but at the origin. */
    private static final float SAME_M = 1e-12f;

    final float[] vertices;
    final float[] normals;
    final int[] triangles;

    Mesh(float[] vertices, float[] normals, int[] triangles) {
        this.vertices = vertices;
        this.normals = normals;
        this.triangles = triangles;
    }

    int vertexCount() {
        return vertices.length / 3;
    }

    static Mesh join(List<Mesh> parts) {
        float[] vertices =
                new float[parts.stream().mapToInt(part -> part.vertices.length).sum()];
        float[] normals = new float[vertices.length];
        int[] triangles =
                new int[parts.stream().mapToInt(part -> part.triangles.length).sum()];
        int vertexAt = 0;
        int triangleAt = 0;
        for (Mesh part : parts) {
            System.arraycopy(part.vertices, 0, vertices, vertexAt, part.vertices.length);
            System.arraycopy(part.normals, 0, normals, vertexAt, part.normals.length);
            for (int i = 0; i < part.triangles.length; i++) {
                triangles[triangleAt + i] = part.triangles[i] + vertexAt / 3;
            }
            vertexAt += part.vertices.length;
            triangleAt += part.triangles.length;
        }
        return new Mesh(vertices, normals, triangles);
    }

    /**
     * The same solid without triangles that have no area (at the poles of what was turned) and with every vertex once. It draws
     * the same samples: an area of 0 was never drawn.
     */
    Mesh compact() {
        Map<List<Float>, Integer> numbers = new HashMap<>();
        List<Float> places = new ArrayList<>();
        List<Float> directions = new ArrayList<>();
        List<Integer> corners = new ArrayList<>();
        for (int i = 0; i < triangles.length; i += 3) {
            if (near(triangles[i], triangles[i + 1])
                    || near(triangles[i + 1], triangles[i + 2])
                    || near(triangles[i + 2], triangles[i])) {
                continue;
            }
            for (int corner = i; corner < i + 3; corner++) {
                List<Float> vertex = vertex(triangles[corner]);
                Integer number = numbers.putIfAbsent(vertex, numbers.size());
                if (number == null) {
                    number = numbers.size() - 1;
                    places.addAll(vertex.subList(0, 3));
                    directions.addAll(vertex.subList(3, 6));
                }
                corners.add(number);
            }
        }
        return new Mesh(
                floats(places),
                floats(directions),
                corners.stream().mapToInt(Integer::intValue).toArray());
    }

    private boolean near(int a, int b) {
        float distance = 0;
        for (int axis = 0; axis < 3; axis++) {
            distance = Math.max(distance, Math.abs(vertices[3 * a + axis] - vertices[3 * b + axis]));
        }
        return distance < SAME_M;
    }

    private List<Float> vertex(int number) {
        int at = 3 * number;
        return List.of(vertices[at], vertices[at + 1], vertices[at + 2], normals[at], normals[at + 1], normals[at + 2]);
    }

    private static float[] floats(List<Float> values) {
        float[] array = new float[values.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = values.get(i);
        }
        return array;
    }
}
