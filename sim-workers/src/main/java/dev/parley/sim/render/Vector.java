package dev.parley.sim.render;

/** A direction or point in the world; all arithmetic in single precision, as in the rasteriser. */
public record Vector(float x, float y, float z) {

    Vector minus(Vector other) {
        return new Vector(x - other.x, y - other.y, z - other.z);
    }

    Vector plus(Vector other) {
        return new Vector(x + other.x, y + other.y, z + other.z);
    }

    float dot(Vector other) {
        return x * other.x + y * other.y + z * other.z;
    }

    Vector cross(Vector other) {
        return new Vector(y * other.z - z * other.y, z * other.x - x * other.z, x * other.y - y * other.x);
    }

    Vector unit() {
        float scale = (float) (1 / Math.sqrt(dot(this)));
        return new Vector(x * scale, y * scale, z * scale);
    }
}
