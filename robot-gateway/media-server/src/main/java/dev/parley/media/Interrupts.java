package dev.parley.media;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Ctrl-C in a terminal reaches the whole process group. The server that started this process wants to end it in order, so
 * the signal is ignored here; the end of standard input is what counts.
 */
final class Interrupts {

    private static final int SIGINT = 2;

    /** {@code SIG_IGN} of the C library, on Linux and macOS. */
    private static final MemorySegment IGNORE = MemorySegment.ofAddress(1);

    private Interrupts() {}

    static void ignore() {
        Linker linker = Linker.nativeLinker();
        MemorySegment signal = linker.defaultLookup().findOrThrow("signal");
        FunctionDescriptor shape =
                FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.JAVA_INT, ValueLayout.ADDRESS);
        try {
            MemorySegment before =
                    (MemorySegment) linker.downcallHandle(signal, shape).invokeExact(SIGINT, IGNORE);
            if (before.address() == -1) {
                throw new IllegalStateException("signal(SIGINT, SIG_IGN) failed");
            }
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("signal(SIGINT, SIG_IGN) failed", e);
        }
    }
}
