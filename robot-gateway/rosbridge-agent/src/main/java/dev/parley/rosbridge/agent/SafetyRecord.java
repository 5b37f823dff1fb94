package dev.parley.rosbridge.agent;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.rosbridge.commissioning.Fingerprint;
import dev.parley.rosbridge.envelope.ClampShare;
import dev.parley.rosbridge.motion.Stillness;
import dev.parley.station.ArtifactFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What kept the arm safe in one episode: what was shortened, when it was held and why, how it came to rest. Becomes one of its files. One thread. */
final class SafetyRecord {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ClampShare clamps = new ClampShare();
    private final ObjectNode root = JSON.createObjectNode();
    private final ArrayNode holds = root.putArray("holds");
    private int stale;

    ClampShare clamps() {
        return clamps;
    }

    /** A command rested on an observation that was too old, and moved nothing. */
    void stale() {
        stale++;
    }

    void held(String why, long heldNs, Optional<Stillness> still) {
        ObjectNode hold = holds.addObject().put("why", why).put("held_ms", heldNs / 1e6);
        still.ifPresent(stood -> hold.put("stop_ms", stood.tookNs() / 1e6));
    }

    int holds() {
        return holds.size();
    }

    /** Writes it down. */
    ArtifactFile written(Path folder, Fingerprint arm, String reset, Optional<Stillness> end) throws IOException {
        root.put("commands", clamps.commands())
                .put("clamped", clamps.clamped())
                .put("clamped_share", clamps.share())
                .put("stale_commands", stale)
                .put("reset", reset)
                .put("seen_still_at_end", end.isPresent());
        end.ifPresent(stood -> root.put("last_stop_ms", stood.tookNs() / 1e6));
        ObjectNode causes = root.putObject("clamped_by");
        clamps.byCause().forEach((cause, count) -> causes.put(cause.name(), count));
        root.putObject("arm")
                .put("driver", arm.driver())
                .put("urdf", arm.urdf())
                .put("gripper", arm.gripper())
                .put("settings", arm.settings());
        Path file = folder.resolve("safety.json");
        Files.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root));
        return new ArtifactFile("safety.json", "application/json", file);
    }
}
