package dev.parley.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * One platform for all tests of a virtual machine that leave it as they found it: starting one takes a good part of a minute. It
 * ends with the virtual machine and not with JUnit's store, which lasts for one class where classes are handed out one by one.
 */
final class SharedPlatform implements ParameterResolver, TestExecutionExceptionHandler {
    private static @Nullable Platform running;

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Platform.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return running();
    }

    /** Its folder is gone with the virtual machine: what it said last is told with the failure. */
    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        Platform there = running;
        if (there != null) {
            failure.addSuppressed(new AssertionError("The platform's log ends with:\n" + there.logEnd()));
        }
        throw failure;
    }

    private static synchronized Platform running() {
        Platform there = running;
        if (there == null) {
            there = start();
            running = there;
        }
        return there;
    }

    private static Platform start() {
        try {
            Path data = Files.createTempDirectory("parley-it-");
            Platform platform = Platform.start(data);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(platform, data), "end-shared-platform"));
            return platform;
        } catch (Exception e) {
            throw new IllegalStateException("The platform under test did not start: " + e.getMessage(), e);
        }
    }

    private static void end(Platform platform, Path data) {
        try {
            platform.close();
            try (Stream<Path> all = Files.walk(data)) {
                all.sorted(Comparator.reverseOrder()).forEach(SharedPlatform::delete);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
