package dev.parley.gateway.replica;

import io.quarkus.bootstrap.app.CuratedApplication;
import io.quarkus.bootstrap.app.QuarkusBootstrap;
import java.nio.file.Path;
import java.util.Properties;

/**
 * Builds the gateway module alone into a server that can be started as a process: {@code <module folder> <output folder>}.
 * Runs in a JVM of its own, since Quarkus's build does not live inside a running Quarkus test.
 */
public final class ReplicaBuild {
    private ReplicaBuild() {}

    public static void main(String[] args) throws Exception {
        Path module = Path.of(args[0]);
        Path output = Path.of(args[1]);
        Properties settings = new Properties();
        settings.setProperty("quarkus.package.jar.type", "fast-jar");
        QuarkusBootstrap bootstrap = QuarkusBootstrap.builder()
                .setApplicationRoot(module.resolve("target/classes"))
                .setProjectRoot(module)
                .setTargetDirectory(output)
                .setMode(QuarkusBootstrap.Mode.PROD)
                .setLocalProjectDiscovery(true)
                .setIsolateDeployment(true)
                .setOffline(true)
                .setBuildSystemProperties(settings)
                .setBaseName("replica")
                .build();
        try (CuratedApplication application = bootstrap.bootstrap()) {
            application.createAugmentor().createProductionApplication();
        }
        System.exit(0);
    }
}
