package dev.parley.gateway.live;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** ICE servers for tests. */
record TestIceConfig(
        Optional<List<String>> urls,
        Optional<String> turnSecret,
        Optional<Path> turnSecretFile,
        Optional<String> mediaServerTurn,
        Optional<String> mediaServerStun)
        implements IceConfig {

    static TestIceConfig none() {
        return new TestIceConfig(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    static TestIceConfig of(String secret, String... urls) {
        return none().withUrls(urls).withSecret(secret);
    }

    TestIceConfig withUrls(String... named) {
        return new TestIceConfig(
                Optional.of(List.of(named)), turnSecret, turnSecretFile, mediaServerTurn, mediaServerStun);
    }

    TestIceConfig withSecret(String secret) {
        return new TestIceConfig(urls, Optional.of(secret), turnSecretFile, mediaServerTurn, mediaServerStun);
    }

    TestIceConfig withSecretFile(Path file) {
        return new TestIceConfig(urls, turnSecret, Optional.of(file), mediaServerTurn, mediaServerStun);
    }

    TestIceConfig withMediaServer(String turn, String stun) {
        return new TestIceConfig(urls, turnSecret, turnSecretFile, Optional.of(turn), Optional.of(stun));
    }

    @Override
    public Duration turnCredentialTtl() {
        return Duration.ofHours(2);
    }
}
