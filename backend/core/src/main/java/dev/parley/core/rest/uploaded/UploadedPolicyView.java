package dev.parley.core.rest.uploaded;

import dev.parley.core.uploaded.NetworkMapping;
import dev.parley.core.uploaded.TensorInput;
import dev.parley.core.uploaded.UploadedPolicies;
import dev.parley.core.uploaded.UploadedPolicyData;
import dev.parley.core.uploaded.UploadedState;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An uploaded policy. */
@Schema(description = "A policy whose file was uploaded. The file itself is given to simulator workers alone.")
public record UploadedPolicyView(
        String name,
        String title,
        String description,
        UploadedState state,

        @Schema(description = "Why it is so, for its owner and platform admins; empty where it needs no words.")
        String stateNote,

        @Schema(description = "Of its file, so many bytes of so many are here.")
        long receivedBytes,

        long sizeBytes,

        @Schema(description = "Of the file.") String sha256,

        @Schema(description = "Of the version: name, mapping and file.")
        String digest,

        NetworkMappingView mapping,
        String embodiment,
        String actionSpaceKind,
        Instant declaredAt,

        @Schema(description = "Whether you decide about it.")
        boolean yours) {

    /** As it was declared. */
    public record NetworkMappingView(
            List<String> sceneIds, List<TensorView> inputs, String output, int actionWidth, int horizon) {
        static NetworkMappingView of(NetworkMapping mapping) {
            return new NetworkMappingView(
                    mapping.sceneIds(),
                    mapping.inputs().stream().map(TensorView::of).toList(),
                    mapping.output(),
                    mapping.actionWidth(),
                    mapping.horizon());
        }
    }

    /** One input. */
    public record TensorView(String tensor, String from, String type, List<Integer> shape) {
        static TensorView of(TensorInput input) {
            return new TensorView(
                    input.tensor(), input.from(), input.type().name().toLowerCase(Locale.ROOT), input.shape());
        }
    }

    /** @param yours whether whoever asks decides about it */
    public static UploadedPolicyView of(UploadedPolicies.Standing standing, boolean yours) {
        UploadedPolicyData policy = standing.policy();
        return new UploadedPolicyView(
                policy.name(),
                policy.title(),
                policy.description(),
                policy.state(),
                yours ? policy.note() : "",
                standing.received(),
                policy.sizeBytes(),
                policy.fileSha256(),
                policy.digest(),
                NetworkMappingView.of(policy.mapping()),
                policy.embodiment(),
                policy.actionSpaceKind(),
                policy.declaredAt(),
                yours);
    }
}
