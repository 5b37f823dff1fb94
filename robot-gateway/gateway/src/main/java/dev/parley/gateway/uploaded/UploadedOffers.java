package dev.parley.gateway.uploaded;

import dev.parley.core.uploaded.UploadedReferences;
import dev.parley.station.v1.EpisodeSpec;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Says beside a policy that somebody uploaded where its file is, and what its tensors are given. */
@ApplicationScoped
public class UploadedOffers {
    private final UploadedReferences references;

    @Inject
    UploadedOffers(UploadedReferences references) {
        this.references = references;
    }

    /** The same for a policy that is in the station or elsewhere. */
    public Uni<EpisodeSpec> uploaded(EpisodeSpec spec) {
        return references
                .find(spec.getPolicy().getDigest())
                .map(found -> found.map(reference ->
                                spec.toBuilder().setPolicy(reference).build())
                        .orElse(spec));
    }
}
