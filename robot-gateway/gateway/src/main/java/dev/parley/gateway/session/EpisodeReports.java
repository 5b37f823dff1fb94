package dev.parley.gateway.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.core.detector.DetectorGuess;
import dev.parley.core.episode.EndReason;
import dev.parley.core.episode.EpisodeState;
import dev.parley.core.episode.Episodes;
import dev.parley.core.episode.Familiarity;
import dev.parley.core.episode.Outcome;
import dev.parley.core.goal.Placed;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.station.v1.Condition;
import dev.parley.station.v1.EpisodeEvent;
import dev.parley.station.v1.EpisodeReport;
import dev.parley.station.v1.JudgeResult;
import dev.parley.station.v1.ObjectPose;
import dev.parley.station.v1.SceneJudgement;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Turns what a station says into the words of the core; what makes no sense is refused with a sentence. */
@ApplicationScoped
class EpisodeReports {
    private static final int MOST_OBJECTS = 64;
    private static final int LONGEST_NAME = 100;

    private final ObjectMapper json;

    @Inject
    EpisodeReports(ObjectMapper json) {
        this.json = json;
    }

    /** @throws ParleyException BODY_MALFORMED */
    Episodes.Report of(EpisodeEvent event) {
        EpisodeReport report = event.getReport();
        requireText("detail", event.getDetail());
        requireText("execution_profile", report.getExecutionProfile());
        List<Condition> conditions =
                event.getConditionsCount() > 0 ? event.getConditionsList() : report.getConditionsList();
        return new Episodes.Report(
                state(event),
                event.hasEndReason() ? Optional.of(reason(event.getEndReason())) : Optional.empty(),
                event.getDetail().isBlank() ? Optional.empty() : Optional.of(shortened(event.getDetail())),
                event.hasReport() ? OptionalInt.of(report.getSteps()) : OptionalInt.empty(),
                event.hasReport() ? Optional.of(Duration.ofNanos(report.getResetNs())) : Optional.empty(),
                conditions.isEmpty() ? Optional.empty() : Optional.of(conditionsJson(conditions)),
                report.getExecutionProfile().isBlank() ? Optional.empty() : Optional.of(report.getExecutionProfile()),
                report.hasJudgement() ? judgement(report.getJudgement()) : Optional.empty(),
                report.hasDetectorGuess() ? Optional.of(guess(report.getDetectorGuess())) : Optional.empty(),
                report.hasFamiliarity() ? Optional.of(familiarity(report.getFamiliarity())) : Optional.empty(),
                report.getObjectsCount() > 0 ? Optional.of(objectsJson(report.getObjectsList())) : Optional.empty());
    }

    /** Whether this is the last event of its episode, the one with the report. */
    boolean endsEpisode(EpisodeEvent event) {
        return state(event).terminal();
    }

    private static EpisodeState state(EpisodeEvent event) {
        return switch (event.getState()) {
            case EPISODE_STATE_CREATED -> EpisodeState.CREATED;
            case EPISODE_STATE_RESETTING -> EpisodeState.RESETTING;
            case EPISODE_STATE_READY -> EpisodeState.READY;
            case EPISODE_STATE_RUNNING -> EpisodeState.RUNNING;
            case EPISODE_STATE_HOLDING -> EpisodeState.HOLDING;
            case EPISODE_STATE_FINALIZING -> EpisodeState.FINALIZING;
            case EPISODE_STATE_TERMINATED -> EpisodeState.TERMINATED;
            case EPISODE_STATE_TRUNCATED -> EpisodeState.TRUNCATED;
            case EPISODE_STATE_ABORTED -> EpisodeState.ABORTED;
            case EPISODE_STATE_LOST, EPISODE_STATE_UNSPECIFIED, UNRECOGNIZED ->
                throw malformed("a station reports CREATED to ABORTED, never " + event.getState());
        };
    }

    static EndReason reason(dev.parley.station.v1.EndReason reason) {
        return switch (reason) {
            case END_REASON_TASK_DONE -> EndReason.TASK_DONE;
            case END_REASON_STEP_LIMIT -> EndReason.STEP_LIMIT;
            case END_REASON_TIME_LIMIT -> EndReason.TIME_LIMIT;
            case END_REASON_POLICY_FAULT -> EndReason.POLICY_FAULT;
            case END_REASON_ENVELOPE -> EndReason.ENVELOPE;
            case END_REASON_STATION_FAULT -> EndReason.STATION_FAULT;
            case END_REASON_PLATFORM_FAULT -> EndReason.PLATFORM_FAULT;
            case END_REASON_CONTACT_LOST -> EndReason.CONTACT_LOST;
            case END_REASON_STOPPED_BY_ASKER -> EndReason.STOPPED_BY_ASKER;
            case END_REASON_STOPPED_BY_STAFF -> EndReason.STOPPED_BY_STAFF;
            case END_REASON_UNSPECIFIED, UNRECOGNIZED -> throw malformed("end_reason is not one of the known ones");
        };
    }

    private static Optional<Outcome> judgement(SceneJudgement judgement) {
        OptionalDouble progress = OptionalDouble.empty();
        if (judgement.hasProgress()) {
            double value = judgement.getProgress();
            if (!(value >= 0 && value <= 1)) {
                throw malformed("progress must be 0 to 1, not " + value);
            }
            progress = OptionalDouble.of(value);
        }
        Outcome.Result result = result(judgement.getResult());
        return Optional.of(new Outcome("scene", result, progress));
    }

    private static DetectorGuess guess(dev.parley.station.v1.DetectorGuess guess) {
        requireText("a detector's silence", guess.getSilence());
        try {
            return new DetectorGuess(
                    guess.getDetector(),
                    guess.getDigest(),
                    guess.hasProbability() ? OptionalDouble.of(guess.getProbability()) : OptionalDouble.empty(),
                    guess.getSilence().isBlank() ? Optional.empty() : Optional.of(shortened(guess.getSilence())));
        } catch (IllegalArgumentException e) {
            throw malformed(String.valueOf(e.getMessage()));
        }
    }

    private static Familiarity familiarity(dev.parley.station.v1.Familiarity familiarity) {
        try {
            return new Familiarity(familiarity.getKnown(), familiarity.getUnfamiliar());
        } catch (IllegalArgumentException e) {
            throw malformed(String.valueOf(e.getMessage()));
        }
    }

    private static Outcome.Result result(JudgeResult result) {
        return switch (result) {
            case JUDGE_RESULT_SUCCESS -> Outcome.Result.SUCCESS;
            case JUDGE_RESULT_PARTIAL -> Outcome.Result.PARTIAL;
            case JUDGE_RESULT_FAILURE -> Outcome.Result.FAILURE;
            case JUDGE_RESULT_NOT_SCORED -> Outcome.Result.NOT_SCORED;
            case JUDGE_RESULT_UNSPECIFIED, UNRECOGNIZED -> throw malformed("a judgement needs a result");
        };
    }

    private String conditionsJson(List<Condition> conditions) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Condition condition : conditions) {
            requireText("a condition's name", condition.getName());
            requireText("a condition's text", condition.getText());
            Object value = switch (condition.getValueCase()) {
                case NUMBER -> condition.getNumber();
                case TEXT -> condition.getText();
                case VALUE_NOT_SET -> throw malformed("condition " + condition.getName() + " has no value");
            };
            values.put(condition.getName(), value);
        }
        try {
            return json.writeValueAsString(values);
        } catch (JsonProcessingException e) {
            throw malformed("the conditions cannot be written down");
        }
    }

    private String objectsJson(List<ObjectPose> objects) {
        if (objects.size() > MOST_OBJECTS) {
            throw malformed("at most " + MOST_OBJECTS + " objects are kept, not " + objects.size());
        }
        List<Placed> placed = new ArrayList<>();
        for (ObjectPose pose : objects) {
            requireText("an object's name", pose.getObject());
            if (pose.getObject().length() > LONGEST_NAME
                    || !Double.isFinite(pose.getXM() + pose.getYM() + pose.getYawRad())) {
                throw malformed("an object's place needs a short name and finite numbers");
            }
            placed.add(new Placed(pose.getObject(), pose.getXM(), pose.getYM(), pose.getYawRad()));
        }
        try {
            return json.writeValueAsString(placed);
        } catch (JsonProcessingException e) {
            throw malformed("the objects cannot be written down");
        }
    }

    /** PostgreSQL takes no zero bytes, and nobody wants the other control characters. */
    private static void requireText(String what, String text) {
        if (text.chars().anyMatch(c -> c < ' ' && c != '\n' && c != '\t')) {
            throw malformed(what + " holds control characters");
        }
    }

    private static String shortened(String detail) {
        return detail.length() <= 500 ? detail : detail.substring(0, 499) + "…";
    }

    private static ParleyException malformed(String what) {
        return new ParleyException(ErrorCode.BODY_MALFORMED, "The station's report: " + what + ".");
    }
}
