package dev.parley.core.family;

import io.vertx.mutiny.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A meaning as its column holds it: float32, little-endian. */
final class MeaningBytes {
    private MeaningBytes() {}

    static Buffer write(float[] meaning) {
        ByteBuffer bytes = ByteBuffer.allocate(meaning.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(meaning);
        return Buffer.buffer(bytes.array());
    }

    static float[] read(Buffer column) {
        ByteBuffer bytes = ByteBuffer.wrap(column.getBytes()).order(ByteOrder.LITTLE_ENDIAN);
        float[] meaning = new float[bytes.remaining() / Float.BYTES];
        bytes.asFloatBuffer().get(meaning);
        return meaning;
    }
}
