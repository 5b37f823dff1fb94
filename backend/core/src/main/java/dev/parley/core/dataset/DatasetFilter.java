package dev.parley.core.dataset;

import dev.parley.contracts.StudyId;
import dev.parley.core.episode.Outcome;
import dev.parley.core.station.StationKind;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which episodes; what is empty is not asked for.
 *
 * @param result what the scene's own judge said
 * @param from when they began
 * @param until when they began; not included
 */
public record DatasetFilter(
        Optional<String> sceneId,
        Optional<String> policyName,
        Optional<StationKind> stationKind,
        Optional<Outcome.Result> result,
        Optional<Instant> from,
        Optional<Instant> until,
        Optional<StudyId> study) {
    /** As a manifest and an answer tell it; what is not asked for is left out. */
    public Map<String, String> told() {
        Map<String, String> told = new LinkedHashMap<>();
        sceneId.ifPresent(scene -> told.put("sceneId", scene));
        policyName.ifPresent(policy -> told.put("policyName", policy));
        stationKind.ifPresent(kind -> told.put("stationKind", kind.name()));
        result.ifPresent(wanted -> told.put("result", wanted.name()));
        from.ifPresent(at -> told.put("from", at.toString()));
        until.ifPresent(at -> told.put("until", at.toString()));
        study.ifPresent(id -> told.put("studyId", id.toString()));
        return told;
    }

    /** From what {@link #told} told. */
    static DatasetFilter of(Map<String, String> told) {
        return new DatasetFilter(
                Optional.ofNullable(told.get("sceneId")),
                Optional.ofNullable(told.get("policyName")),
                Optional.ofNullable(told.get("stationKind")).map(StationKind::valueOf),
                Optional.ofNullable(told.get("result")).map(Outcome.Result::valueOf),
                Optional.ofNullable(told.get("from")).map(Instant::parse),
                Optional.ofNullable(told.get("until")).map(Instant::parse),
                Optional.ofNullable(told.get("studyId")).map(StudyId::parse));
    }
}
