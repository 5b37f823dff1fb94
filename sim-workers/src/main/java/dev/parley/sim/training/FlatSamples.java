package dev.parley.sim.training;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** Samples of one episode or layout before they are written: pixels as bytes beside numbers as little-endian floats. */
record FlatSamples(ByteBuffer bytes, ByteBuffer numbers, FloatBuffer floats) {

    /** Room for so many bytes and so many numbers. */
    FlatSamples(int byteCount, int floatCount) {
        this(ByteBuffer.allocate(byteCount), ByteBuffer.allocate(4 * floatCount).order(ByteOrder.LITTLE_ENDIAN));
    }

    private FlatSamples(ByteBuffer bytes, ByteBuffer numbers) {
        this(bytes, numbers, numbers.asFloatBuffer());
    }
}
