package dev.parley.core.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class S3SettingsTest {
    private final Map<String, String> given = new HashMap<>(Map.of("parley.artifacts.s3.bucket", "recordings"));

    @Test
    void bucketAloneIsEnoughOnAmazonsMachines() {
        S3Settings settings = read();
        assertThat(settings.keys()).isEmpty();
        assertThat(settings.endpoint()).isEmpty();
        assertThat(settings.prefix()).isEmpty();
    }

    @Test
    void browsersGoWhereTheServerGoesUnlessToldOtherwise() {
        given.put("parley.artifacts.s3.endpoint", "http://store:9000");
        assertThat(read().publicEndpoint())
                .hasValueSatisfying(url -> assertThat(url).hasHost("store"));
        given.put("parley.artifacts.s3.public-endpoint", "https://files.example");
        assertThat(read().publicEndpoint())
                .hasValueSatisfying(url -> assertThat(url).hasHost("files.example"));
    }

    @Test
    void whatCannotWorkIsNamedWithWhatWould() {
        refused("bucket", "Up/per", "a-z");
        refused("prefix", "no-slash", "each end with a slash");
        refused("endpoint", "store:9000", "https://host:port");
        refused("access-key", "alone", "come together");
        refused("upload-expires", "0s", "from 1s");
        refused("download-expires", "8d", "7 days");
        given.remove("parley.artifacts.s3.bucket");
        assertThatThrownBy(this::read).hasMessageContaining("bucket is empty");
    }

    @Test
    void secretIsNotTold() {
        given.put("parley.artifacts.s3.access-key", "who");
        given.put("parley.artifacts.s3.secret-key", "hush");
        assertThat(read().toString()).contains("who").doesNotContain("hush");
    }

    private void refused(String name, String value, String sentence) {
        String key = "parley.artifacts.s3." + name;
        String before = given.put(key, value);
        assertThatThrownBy(this::read)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(key)
                .hasMessageContaining(sentence);
        if (before == null) {
            given.remove(key);
        } else {
            given.put(key, before);
        }
    }

    private S3Settings read() {
        return S3Settings.of(new SmallRyeConfigBuilder()
                .withConverters(new org.eclipse.microprofile.config.spi.Converter[] {
                    new io.quarkus.runtime.configuration.DurationConverter(),
                    new io.quarkus.runtime.configuration.MemorySizeConverter()
                })
                .withMapping(ArtifactConfig.class)
                .withDefaultValues(given)
                .build()
                .getConfigMapping(ArtifactConfig.class)
                .s3());
    }
}
