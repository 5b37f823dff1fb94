package dev.parley.sim.worker;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Ctrl-C in a terminal reaches every process of the group. The server drains its stations and then closes their standard
 * input; a station that died of the same Ctrl-C would leave a half episode, so it ignores the signal.
 */
final class Interrupts {

    private static final int SIGINT = 2;
    private static final MemorySegment IGNORE = MemorySegment.ofAddress(1);
    private static final long FAILED = -1;

    private Interrupts() {}

    static void ignore() {
        Linker linker = Linker.nativeLinker();
        MemorySegment signal = linker.defaultLookup().findOrThrow("signal");
        FunctionDescriptor shape =
                FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.JAVA_INT, ValueLayout.ADDRESS);
        MemorySegment before;
        try {
            before = (MemorySegment) linker.downcallHandle(signal, shape).invokeExact(SIGINT, IGNORE);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("The C library's signal() cannot be called", e);
        }
        if (before.address() == FAILED) {
            throw new IllegalStateException("The C library's signal() refused to ignore SIGINT");
        }
    }
}
