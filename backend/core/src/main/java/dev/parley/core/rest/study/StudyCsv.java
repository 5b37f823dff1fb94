package dev.parley.core.rest.study;

import dev.parley.contracts.table.CsvText;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Items of a study as CSV (RFC 4180), a head and one item a line. */
final class StudyCsv {
    static final String MEDIA_TYPE = "text/csv";
    static final MediaType TYPE = MediaType.valueOf(MEDIA_TYPE);

    private static final String HEAD =
            "number,policy,policy_version,scene,task,instruction,goal_image,seed,conditions,state,"
                    + "prompt,episode,attempt,ending,success,progress,steps,unfamiliar,execution_profile";

    private StudyCsv() {}

    static String of(List<StudyEpisodeView> items) {
        return items.stream().map(StudyCsv::line).collect(Collectors.joining("", HEAD + "\r\n", ""));
    }

    private static String line(StudyEpisodeView item) {
        return CsvText.line(Arrays.asList(
                item.number(),
                item.policyVersion().name(),
                item.policyVersion().digest(),
                item.sceneId(),
                item.taskId(),
                item.instruction(),
                item.goalImageId(),
                item.seed(),
                item.conditions().isEmpty() ? null : new TreeMap<>(item.conditions()),
                item.state(),
                item.promptId(),
                item.episodeId(),
                item.attempt(),
                item.endReason(),
                item.success(),
                item.progress(),
                item.steps(),
                item.unfamiliar(),
                item.executionProfile()));
    }
}
