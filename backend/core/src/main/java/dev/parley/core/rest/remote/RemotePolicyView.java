package dev.parley.core.rest.remote;

import dev.parley.core.remote.AskedTimes;
import dev.parley.core.remote.ExaminationData;
import dev.parley.core.remote.Mapping;
import dev.parley.core.remote.RemotePolicyData;
import dev.parley.core.remote.RemoteState;
import dev.parley.core.remote.RemoteVersion;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A policy that runs elsewhere, as its owner and platform admins see it. */
@Schema(description = "The key is never shown.")
record RemotePolicyView(
        String name,
        String title,
        String description,
        RemoteState state,

        @Schema(description = "Why it is so; empty where it needs no words.")
        String stateNote,

        String url,
        String dialect,
        boolean hasKey,
        MappingView mapping,
        String embodiment,
        String actionSpaceKind,

        @Schema(description = "Of the version that it answers as now.") @Nullable
        String digest,

        Instant registeredAt) {
    record MappingView(List<String> sceneIds, List<InputView> inputs, int actionWidth, int horizon) {
        static MappingView of(Mapping mapping) {
            return new MappingView(
                    mapping.sceneIds(),
                    mapping.inputs().stream()
                            .map(input -> new InputView(input.key(), input.from(), input.shape()))
                            .toList(),
                    mapping.actionWidth(),
                    mapping.horizon());
        }
    }

    record InputView(String key, String from, List<Integer> shape) {}

    static RemotePolicyView of(RemotePolicyData policy) {
        return new RemotePolicyView(
                policy.name(),
                policy.title(),
                policy.description(),
                policy.state(),
                policy.note(),
                policy.url().toString(),
                policy.dialect().name().toLowerCase(Locale.ROOT),
                policy.keyed(),
                MappingView.of(policy.mapping()),
                policy.embodiment(),
                policy.actionSpaceKind(),
                policy.digest().orElse(null),
                policy.registeredAt());
    }

    @Schema(description = "What was found out about a policy's server. It attests, it fixes nothing.")
    record ConformanceView(
            String name,
            RemoteState state,

            @Schema(description = "Why it is so, for its owner and platform admins; it may hold words of the server.")
            String stateNote,

            @Nullable ExaminationView examination,

            @Schema(description = "Newest first. Results belong to one of them.")
            List<VersionView> versions,

            @Schema(description = "How fast it answered in the episodes of the last 30 days. Null: in none.") @Nullable
            AskedTimes asked,

            @Schema(description = "Whether you decide about it.")
            boolean yours) {
        static ConformanceView of(
                RemotePolicyData policy,
                Optional<ExaminationData> examination,
                List<RemoteVersion> versions,
                Optional<AskedTimes> asked,
                boolean yours) {
            return new ConformanceView(
                    policy.name(),
                    policy.state(),
                    yours ? policy.note() : "",
                    examination.map(found -> ExaminationView.of(found, yours)).orElse(null),
                    versions.stream()
                            .map(version ->
                                    VersionView.of(version, policy.digest().equals(Optional.of(version.digest()))))
                            .toList(),
                    asked.orElse(null),
                    yours);
        }
    }

    record ExaminationView(
            ExaminationData.State state,
            ExaminationData.Because because,
            Instant askedAt,
            @Nullable Instant endedAt,

            @Schema(description = "Of so many parts so many are done.")
            int done,

            int parts,
            String doing,

            @Schema(description = "Why it broke off, for its owner and platform admins.") @Nullable
            String problem,

            @Schema(
                    description =
                            "Read it at /api/v1/certificates/{digest}. Where it does not conform, its owner and platform"
                                    + " admins alone are told.")
            @Nullable
            String certificate) {
        static ExaminationView of(ExaminationData examination, boolean yours) {
            boolean open = yours || examination.state() == ExaminationData.State.CONFORMS;
            return new ExaminationView(
                    examination.state(),
                    examination.because(),
                    examination.askedAt(),
                    examination.endedAt().orElse(null),
                    examination.done(),
                    examination.parts(),
                    examination.doing(),
                    examination.problem().filter(words -> yours).orElse(null),
                    examination.digest().filter(digest -> open).orElse(null));
        }
    }

    record VersionView(
            String digest,
            int number,

            @Schema(description = "Whether its server answers so now.")
            boolean current,

            Instant openedAt,
            String certificate,

            @Schema(description = "When its 20 canary observations were asked last.")
            Instant checkedAt,

            @Schema(description = "How far a number of an answer was from what it had been, in the policy's units.")
            double apart,

            @Schema(description = "How far it may be; beyond, it is another version.")
            double tolerance) {
        static VersionView of(RemoteVersion version, boolean current) {
            return new VersionView(
                    version.digest(),
                    version.number(),
                    current,
                    version.openedAt(),
                    version.certificateDigest(),
                    version.checkedAt(),
                    version.apart(),
                    version.tolerance());
        }
    }
}
