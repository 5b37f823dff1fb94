package dev.parley.sim.render;

import java.util.ArrayList;
import java.util.List;

/** The mesh of a box with its faces cut into a grid. */
final class TiledBox {

    private TiledBox() {}

    static Mesh mesh(float[] half, float tileM) {
        List<Mesh> faces = new ArrayList<>();
        for (int axis = 0; axis < 3; axis++) {
            faces.add(face(half, tileM, axis, 1));
            faces.add(face(half, tileM, axis, -1));
        }
        return Mesh.join(faces);
    }

    private static Mesh face(float[] half, float tileM, int axis, int sign) {
        int u = (axis + 1) % 3;
        int v = (axis + 2) % 3;
        int across = (int) Math.ceil(2 * half[u] / tileM);
        int along = (int) Math.ceil(2 * half[v] / tileM);
        float[] vertices = new float[3 * (across + 1) * (along + 1)];
        float[] normals = new float[vertices.length];
        int[] triangles = new int[6 * across * along];
        int triangle = 0;
        for (int j = 0; j <= along; j++) {
            for (int i = 0; i <= across; i++) {
                int vertex = j * (across + 1) + i;
                vertices[3 * vertex + axis] = sign * half[axis];
                vertices[3 * vertex + u] = half[u] * (2f * i / across - 1);
                vertices[3 * vertex + v] = half[v] * (2f * j / along - 1);
                normals[3 * vertex + axis] = sign;
                if (i < across && j < along) {
                    int right = vertex + 1;
                    int up = vertex + across + 1;
                    int[] corners = sign > 0
                            ? new int[] {vertex, right, up + 1, vertex, up + 1, up}
                            : new int[] {vertex, up + 1, right, vertex, up, up + 1};
                    System.arraycopy(corners, 0, triangles, triangle, 6);
                    triangle += 6;
                }
            }
        }
        return new Mesh(vertices, normals, triangles);
    }
}
