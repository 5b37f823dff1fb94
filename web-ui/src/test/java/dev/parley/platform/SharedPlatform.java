package dev.parley.platform;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One platform for all tests that leave it as they found it: starting one takes a good part of a minute. */
final class SharedPlatform implements ParameterResolver {
    private static final ExtensionContext.Namespace HERE = ExtensionContext.Namespace.create(SharedPlatform.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Platform.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return requireNonNull(context.getRoot()
                        .getStore(HERE)
                        .getOrComputeIfAbsent("platform", ignored -> new Running(), Running.class))
                .platform;
    }

    /** JUnit closes it after the last test. */
    private static final class Running implements AutoCloseable {
        private final Path data;
        private final Platform platform;

        Running() {
            try {
                data = Files.createTempDirectory("parley-it-");
                platform = Platform.start(data);
            } catch (Exception e) {
                throw new IllegalStateException("The platform under test did not start: " + e.getMessage(), e);
            }
        }

        @Override
        public void close() throws Exception {
            platform.close();
            try (Stream<Path> all = Files.walk(data)) {
                all.sorted(Comparator.reverseOrder()).forEach(Running::delete);
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
}
