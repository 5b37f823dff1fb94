package dev.parley.sim.render;

import java.util.List;

/** Triangles with a normal per vertex, in the body's own frame; front faces run anticlockwise seen from outside. */
final class Mesh {

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
}
