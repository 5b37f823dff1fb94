package dev.parley.sim.mujoco;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** Byte offsets inside {@code mjModel} and {@code mjData} for the one MuJoCo version that is carried. */
final class StructOffsets {

    private static final String RESOURCE = "/natives/mujoco-2.2.2-offsets.properties";

    private final Properties values;

    private StructOffsets(Properties values) {
        this.values = values;
    }

    static StructOffsets load() {
        Properties values = new Properties();
        try (InputStream in = StructOffsets.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new PhysicsException("The package lacks " + RESOURCE + ": reinstall it.");
            }
            values.load(in);
        } catch (IOException e) {
            throw new PhysicsException("The offsets in " + RESOURCE + " cannot be read: " + e.getMessage(), e);
        }
        return new StructOffsets(values);
    }

    int of(String field) {
        String value = values.getProperty(field);
        if (value == null) {
            throw new PhysicsException("No offset is recorded for the field " + field + " in " + RESOURCE);
        }
        return Integer.parseInt(value);
    }
}
