package dev.parley.core.prompt;

import dev.parley.core.policy.PolicyData;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.scene.SceneData;
import dev.parley.core.station.StationData;
import dev.parley.core.station.WantedBody;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a wish for a body leaves to choose from in a scene. Stations count whether or not they are there now: what is away comes
 * back, and the line says so.
 */
final class BodyFit {
    private final Optional<WantedBody> wanted;
    private final SceneData scene;
    private final List<StationData> offering;

    /** @throws ParleyException BODY_NOT_OFFERED where no station of that kind has the scene */
    BodyFit(Optional<WantedBody> wanted, SceneData scene, List<StationData> stations) {
        this.wanted = wanted;
        this.scene = scene;
        List<StationData> here = stations.stream()
                .filter(station -> station.sceneIds().contains(scene.id()))
                .toList();
        this.offering = here.stream()
                .filter(station -> wanted.map(body -> body.is(station.kind())).orElse(true))
                .toList();
        if (wanted.isPresent() && offering.isEmpty()) {
            throw new ParleyException(ErrorCode.BODY_NOT_OFFERED, nowhere(wanted.get(), here));
        }
    }

    /** Whether the wish leaves this policy. */
    boolean runs(PolicyData policy) {
        return wanted.isEmpty()
                || offering.stream().anyMatch(station -> station.policyDigests().contains(policy.digest()));
    }

    /** Why not, and what would be right. */
    ParleyException refusal(PolicyData policy, List<PolicyData> fitting) {
        return new ParleyException(
                ErrorCode.BODY_NOT_OFFERED,
                "No %s in scene %s runs policy %s; %s.".formatted(body(), scene.id(), policy.name(), others(fitting)));
    }

    /** That none of those that could do it is run by such a body. */
    ParleyException nobody(List<PolicyData> fitting) {
        return new ParleyException(
                ErrorCode.BODY_NOT_OFFERED,
                "No %s in scene %s runs a policy that can do this; %s.".formatted(body(), scene.id(), others(fitting)));
    }

    private String others(List<PolicyData> fitting) {
        List<String> names =
                fitting.stream().filter(this::runs).map(PolicyData::name).toList();
        return names.isEmpty() ? "leave body out" : "there it is " + String.join(", ", names);
    }

    private String body() {
        return wanted.map(WantedBody::noun).orElse("station");
    }

    private String nowhere(WantedBody body, List<StationData> here) {
        List<String> instead = Arrays.stream(WantedBody.values())
                .filter(other -> here.stream().anyMatch(station -> other.is(station.kind())))
                .map(other -> "ask for \"%s\"".formatted(other.wireName()))
                .toList();
        return "No %s offers scene %s; %s."
                .formatted(
                        body.noun(),
                        scene.id(),
                        instead.isEmpty()
                                ? "no station has it at the moment"
                                : instead.getFirst() + ", or leave body out");
    }
}
