package dev.parley.sim.worker;

import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * SIGINT and SIGTERM for a program that ends by itself once it is told. A shutdown hook would not do: ONNX Runtime's own hook, which
 * runs at the same time, frees the networks under the threads that still use them.
 */
final class EndingSignals {

    // As shells report a process that ended by a signal.
    private static final Map<String, Integer> EXIT_CODES = Map.of("INT", 130, "TERM", 143);

    private final AtomicInteger exitCode = new AtomicInteger();

    /** From now on the first signal calls {@code stop}; a second one ends the process at once. */
    void handle(Runnable stop) {
        EXIT_CODES.forEach((name, code) -> handle(name, () -> {
            if (!exitCode.compareAndSet(0, code)) {
                Runtime.getRuntime().halt(code);
            }
            stop.run();
        }));
    }

    /** The exit code that tells of the signal that came; 0 when none did. */
    int exitCode() {
        return exitCode.get();
    }

    // By reflection: the compiler warns of this API, whose like java.base does not have.
    private static void handle(String name, Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object handling = Proxy.newProxyInstance(
                    handler.getClassLoader(), new Class<?>[] {handler}, (self, method, given) -> {
                        action.run();
                        return null;
                    });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), handling);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("This Java cannot handle the signal " + name, e);
        }
    }
}
