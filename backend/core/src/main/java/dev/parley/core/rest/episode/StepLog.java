package dev.parley.core.rest.episode;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.parley.core.artifact.StoredArtifact;
import dev.parley.station.v1.StepRecord;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.function.Predicate;

/** Reads length-delimited {@code StepRecord}s. A station uploads its log as it likes: what is no record of a fit size ends it. */
final class StepLog {
    /** A step of a body with a thousand numbers has some tens of thousands. */
    static final int LARGEST_RECORD_BYTES = 1024 * 1024;

    private static final int BUFFER_BYTES = 64 * 1024;

    private StepLog() {}

    /** Blocks. @param wanted says of each record whether one more is */
    static void read(StoredArtifact log, Predicate<StepRecord> wanted) {
        try (InputStream input = new BufferedInputStream(log.open(), BUFFER_BYTES)) {
            int first = input.read();
            while (first != -1 && next(input, CodedInputStream.readRawVarint32(first, input), wanted)) {
                first = input.read();
            }
        } catch (InvalidProtocolBufferException e) {
            // What was read before is all there is.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean next(InputStream input, int size, Predicate<StepRecord> wanted) throws IOException {
        if (size < 0 || size > LARGEST_RECORD_BYTES) {
            return false;
        }
        byte[] bytes = input.readNBytes(size);
        return bytes.length == size && wanted.test(StepRecord.parseFrom(bytes));
    }
}
