package dev.parley.core.artifact;

import dev.parley.contracts.EpisodeId;
import dev.parley.contracts.Fence;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import java.util.regex.Pattern;

/** One artifact of one attempt, its name checked: it stays inside the attempt's folder. */
record ArtifactKey(EpisodeId episode, Fence fence, String name) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
    /** Ours. */
    static final String PARTIAL_FOLDER = "partial";

    ArtifactKey {
        if (!NAME.matcher(name).matches() || name.equals(PARTIAL_FOLDER)) {
            throw new ParleyException(
                    ErrorCode.UPLOAD_MISMATCH,
                    "An artifact's name is 1 to 64 of a-z, 0-9, dot, underscore and hyphen, starting with a letter or digit.");
        }
    }

    /** {@code episode/fence/name}. */
    String path() {
        return episode + "/" + fence + "/" + name;
    }

    /** By the name alone: what a sender claims is never served to a browser. */
    String contentType() {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "mp4" -> "video/mp4";
            case "jpg" -> "image/jpeg";
            case "pb" -> "application/x-protobuf";
            default -> "application/octet-stream";
        };
    }

    ParleyException mismatch(String sentence) {
        return new ParleyException(ErrorCode.UPLOAD_MISMATCH, "%s of episode %s %s".formatted(name, episode, sentence));
    }

    ParleyException nothingArrived() {
        return new ParleyException(
                ErrorCode.UPLOAD_MISMATCH, "Nothing of %s of episode %s has arrived.".formatted(name, episode));
    }

    void requireSize(long here, long announced) {
        if (here != announced) {
            throw mismatch("has %d bytes here, %d were announced.".formatted(here, announced));
        }
    }

    ParleyException wrongDigest() {
        return mismatch("does not have the announced SHA-256; upload it again from 0.");
    }
}
