package dev.parley.rosbridge.commissioning;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.contracts.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

/**
 * What was examined, as digests (SHA-256, hex): of another arm the checks say nothing.
 *
 * @param driver of the files and the version that drive the robot
 * @param urdf of the description
 * @param gripper of what the lab says is mounted
 * @param settings of how this program leads the arm: envelope, topics, times
 */
public record Fingerprint(String driver, String urdf, String gripper, String settings) {

    /** Of files with what they are called, and of texts beside them. */
    public static String of(List<Path> files, List<String> texts) throws IOException {
        TreeMap<String, byte[]> parts = new TreeMap<>();
        for (int i = 0; i < files.size(); i++) {
            parts.put("file " + i + " " + files.get(i).getFileName(), Files.readAllBytes(files.get(i)));
        }
        for (int i = 0; i < texts.size(); i++) {
            parts.put("text " + i, texts.get(i).getBytes(UTF_8));
        }
        MessageDigest digest = Sha256.begin();
        parts.forEach((name, bytes) -> {
            digest.update((name + " " + bytes.length + "\n").getBytes(UTF_8));
            digest.update(bytes);
        });
        return HexFormat.of().formatHex(digest.digest());
    }

    public static String of(byte[] bytes) {
        return Sha256.hex(bytes);
    }

    /** What is not as it was, in words; empty where all is. */
    List<String> changedFrom(Fingerprint before) {
        List<String> changed = new ArrayList<>();
        note(changed, "driver", driver, before.driver);
        note(changed, "URDF", urdf, before.urdf);
        note(changed, "gripper", gripper, before.gripper);
        note(changed, "settings of this program", settings, before.settings);
        return changed;
    }

    private static void note(List<String> changed, String what, String now, String before) {
        if (!now.equals(before)) {
            changed.add(what);
        }
    }
}
