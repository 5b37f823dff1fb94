package dev.parley.core.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RootKeyFileTest {
    @TempDir
    Path data;

    @Test
    void keyIsMadeOnceForItsOwnerOnly() throws Exception {
        byte[] key = new RootKeyFile(data).readOrMake(new SecureRandom());
        assertThat(new RootKeyFile(data).readOrMake(new SecureRandom()))
                .isEqualTo(key)
                .hasSize(32);
        Path file = data.resolve("secrets/root.key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.list(file.getParent())).containsExactly(file);
    }

    @Test
    void keyThatOthersMayReadIsRefused() throws Exception {
        new RootKeyFile(data).readOrMake(new SecureRandom());
        Files.setPosixFilePermissions(data.resolve("secrets/root.key"), PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> new RootKeyFile(data).readOrMake(new SecureRandom()))
                .hasMessageContaining("chmod 600");
    }
}
