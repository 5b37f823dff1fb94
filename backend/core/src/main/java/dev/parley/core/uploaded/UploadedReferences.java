package dev.parley.core.uploaded;

import dev.parley.station.v1.NetworkInput;
import dev.parley.station.v1.NumberType;
import dev.parley.station.v1.PolicyReference;
import dev.parley.station.v1.UploadedPolicy;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** Uploaded policies as stations are told of them. */
@ApplicationScoped
public class UploadedReferences {
    /** Before a version's digest: where a station fetches its file. */
    public static final String FILES = "/station/v1/uploaded-policies/";

    private static final long MEBIBYTE = 1024 * 1024;
    /** A network is held as it is written, as it is optimised, and with room to reckon. */
    private static final long TIMES_ITS_FILE = 4;

    private final UploadedRows rows;
    private final UploadedConfig config;

    @Inject
    UploadedReferences(UploadedRows rows, UploadedConfig config) {
        this.rows = rows;
        this.config = config;
    }

    /** Empty for a version that nobody uploaded. */
    public Uni<Optional<PolicyReference>> find(String digest) {
        return rows.ofDigest(digest).map(found -> found.map(this::of));
    }

    PolicyReference of(UploadedPolicyData policy) {
        NetworkMapping mapping = policy.mapping();
        UploadedPolicy.Builder uploaded = UploadedPolicy.newBuilder()
                .setPath(FILES + policy.digest() + "/file")
                .setSizeBytes(policy.sizeBytes())
                .setSha256(policy.fileSha256())
                .setOutput(mapping.output())
                .setActionWidth(mapping.actionWidth())
                .setHorizon(mapping.horizon())
                .setLoadTimeoutMs(Math.toIntExact(config.load().toMillis()))
                .setInferTimeoutMs(Math.toIntExact(config.infer().toMillis()))
                .setMemoryMib(Math.toIntExact(
                        (config.memory().asLongValue() + TIMES_ITS_FILE * policy.sizeBytes()) / MEBIBYTE));
        for (TensorInput input : mapping.inputs()) {
            uploaded.addInputs(NetworkInput.newBuilder()
                    .setTensor(input.tensor())
                    .setFrom(input.from())
                    .setType(
                            switch (input.type()) {
                                case UINT8 -> NumberType.NUMBER_TYPE_UINT8;
                                case FLOAT32 -> NumberType.NUMBER_TYPE_FLOAT32;
                            })
                    .addAllShape(input.shape()));
        }
        return PolicyReference.newBuilder()
                .setName(policy.name())
                .setDigest(policy.digest())
                .setUploaded(uploaded)
                .build();
    }
}
