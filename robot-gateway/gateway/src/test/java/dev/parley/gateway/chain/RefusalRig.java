package dev.parley.gateway.chain;

import dev.parley.contracts.EpisodeId;
import dev.parley.core.assignment.AssignmentData;
import dev.parley.core.assignment.Assignments;
import dev.parley.station.v1.StepBatch;
import dev.parley.station.v1.StepRecord;
import dev.parley.station.v1.TelemetryFrame;
import dev.parley.station.v1.TelemetryReply;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;

/** What the tests of refusals share: an episode that a station holds, and telemetry as it answers it. */
@ApplicationScoped
class RefusalRig {
    @Inject
    Lab lab;

    @Inject
    Assignments assignments;

    /** An episode that this station holds. */
    AssignmentData leased(Lab.Registered registered) throws Exception {
        lab.announce(registered);
        AssignmentData offered = lab.offer(lab.ask(Lab.someone()), registered, 0);
        return Lab.await(assignments.lease(offered.id(), offered.fence(), Duration.ofSeconds(30)));
    }

    /** Steps from {@code first} on. */
    static TelemetryFrame batch(EpisodeId episode, long fence, int first, int count) {
        StepBatch.Builder batch =
                StepBatch.newBuilder().setEpisodeId(episode.toString()).setFence(fence);
        for (int i = 0; i < count; i++) {
            batch.addSteps(StepRecord.newBuilder().setStep(first + i).addState(0.5));
        }
        return TelemetryFrame.newBuilder().setSteps(batch).build();
    }

    /** One step with a note. */
    static TelemetryFrame noted(AssignmentData leased, int step, String note) {
        return TelemetryFrame.newBuilder()
                .setSteps(StepBatch.newBuilder()
                        .setEpisodeId(leased.id().toString())
                        .setFence(leased.fence().value())
                        .addSteps(StepRecord.newBuilder().setStep(step).addNotes(note)))
                .build();
    }

    /** Through which step it has stored. */
    static int ack(RawStation telemetry) throws Exception {
        return telemetry
                .await(TelemetryReply.getDefaultInstance(), TelemetryReply::hasAck)
                .getAck()
                .getStoredThrough();
    }

    /** What it says why not. */
    static String refusal(RawStation telemetry) throws Exception {
        return telemetry
                .await(TelemetryReply.getDefaultInstance(), TelemetryReply::hasRefusal)
                .getRefusal()
                .getDetail();
    }
}
