package dev.parley.sim.mujoco;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.contracts.Sha256;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeBundleTest {

    private final Map<String, byte[]> jar = new HashMap<>();

    @TempDir
    private Path cache = Path.of("replaced by JUnit");

    @Test
    void carriedLibrariesMatchTheirRecordedChecksums() {
        assertThat(NativeBundle.forThisMachine().unpackInto(cache).keySet())
                .containsExactly(
                        "libccd.so.2",
                        "liblodepng.so.0",
                        "libqhull_r.so.8.0",
                        "libtinyxml2.so.9",
                        "libmujoco.so.2.2.2");
    }

    @Test
    void unpacksIntoAFolderThatOnlyItsUserCanEnter() throws Exception {
        carry("liba.so", "content");

        Path library = requireNonNull(bundle().unpackInto(cache).get("liba.so"));

        assertThat(library).hasContent("content");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(library.getParent())))
                .isEqualTo("rwx------");
    }

    @Test
    void refusesALibraryAlteredInsideThePackage() {
        carry("liba.so", "content");
        jar.put("liba.so", "tampered".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> bundle().unpackInto(cache))
                .isInstanceOf(PhysicsException.class)
                .hasMessageContaining("liba.so")
                .hasMessageContaining("altered");
    }

    @Test
    void replacesALibraryAlteredOnDisk() throws Exception {
        carry("liba.so", "content");
        Files.writeString(unpacked(), "tampered");

        assertThat(unpacked()).hasContent("content");
    }

    @Test
    void namesALibraryMissingFromThePackage() {
        carry("liba.so", "content");
        jar.remove("liba.so");

        assertThatThrownBy(() -> bundle().unpackInto(cache))
                .isInstanceOf(PhysicsException.class)
                .hasMessageContaining("natives/test/liba.so");
    }

    private void carry(String name, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        jar.put(name, bytes);
        jar.put("SHA256SUMS", (Sha256.hex(bytes) + "  " + name).getBytes(StandardCharsets.UTF_8));
    }

    private Path unpacked() {
        return bundle().unpackInto(cache).values().iterator().next();
    }

    private NativeBundle bundle() {
        return new NativeBundle("test", this::open);
    }

    private @Nullable InputStream open(String name) {
        byte[] content = jar.get(name);
        return content == null ? null : new ByteArrayInputStream(content);
    }
}
