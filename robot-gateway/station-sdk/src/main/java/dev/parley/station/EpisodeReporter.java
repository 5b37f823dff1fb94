package dev.parley.station;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import dev.parley.station.journal.EpisodeFolder;
import dev.parley.station.link.Backoff;
import dev.parley.station.spool.StepSpool;
import dev.parley.station.upload.ArtifactUploader;
import dev.parley.station.upload.UploadException;
import dev.parley.station.v1.Artifact;
import dev.parley.station.v1.EndReason;
import dev.parley.station.v1.EpisodeEvent;
import dev.parley.station.v1.EpisodeReport;
import dev.parley.station.v1.EpisodeState;
import dev.parley.station.v1.SceneJudgement;
import dev.parley.station.v1.UploadTarget;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Hands an ended episode over: uploads what was recorded, then reports. Blocks on files and network; used on the slot's
 * thread and on background threads.
 */
final class EpisodeReporter {
    private static final System.Logger LOG = System.getLogger(EpisodeReporter.class.getName());
    private static final String STEP_LOG = "steps.pb";
    private static final String STEP_LOG_TYPE = "application/x-protobuf";

    /** Attempts before the report goes out without an artifact, which the platform then asks for. */
    private static final int PATIENCE = 4;

    /** The slot is free again and nobody waits; without this nobody would ask again before the next connection. */
    private static final int UNTIL_IT_ARRIVES = Integer.MAX_VALUE;

    private final StationConfig config;
    private final ArtifactUploader uploader;
    private final StationBody body;

    EpisodeReporter(StationConfig config, HttpClient http, StationBody body) {
        this.config = config;
        this.body = body;
        uploader = new ArtifactUploader(http);
    }

    /** The end of an episode whose body has returned. */
    void finish(RunningEpisode episode, EpisodeResult result) throws IOException, InterruptedException {
        episode.spool().sync();
        List<ArtifactFile> files = new ArrayList<>(result.artifacts());
        if (episode.spool().count() > 0) {
            files.add(new ArtifactFile(
                    STEP_LOG, STEP_LOG_TYPE, episode.recordOf().folder().steps()));
        }
        List<Artifact> artifacts = new ArrayList<>();
        for (ArtifactFile file : files) {
            artifacts.add(
                    ArtifactUploader.describe(file.name(), file.contentType(), inFolder(episode.directory(), file)));
        }
        EpisodeReport.Builder report = EpisodeReport.newBuilder()
                .setSteps(result.steps())
                .setWallNs(episode.wallNs())
                .setResetNs(episode.resetNs())
                .addAllArtifacts(artifacts)
                .addAllConditions(episode.conditions())
                .setExecutionProfile(result.executionProfile())
                .addAllObjects(result.objects());
        report.setJudgement(result.judgement().orElse(SceneJudgement.getDefaultInstance()));
        if (result.judgement().isEmpty()) {
            report.clearJudgement();
        }
        result.guess().ifPresent(report::setDetectorGuess);
        result.familiarity().ifPresent(report::setFamiliarity);
        if (result.state() != EpisodeState.EPISODE_STATE_ABORTED) {
            episode.change(EpisodeEvent.newBuilder().setState(EpisodeState.EPISODE_STATE_FINALIZING));
            uploadAll(episode.recordOf(), artifacts, PATIENCE);
        }
        // Who withdrew or stopped an episode should not wait for its upload: the platform asks for it afterwards.
        EpisodeEvent.Builder end = EpisodeEvent.newBuilder()
                .setState(result.state())
                .setEndReason(result.reason())
                .setReport(report);
        result.detail().ifPresent(end::setDetail);
        episode.change(end);
    }

    /**
     * Reports an episode that an earlier run of this process left unfinished, with what it had recorded until then. It never
     * counts as an outcome.
     */
    void reportLeftover(EpisodeRecord record) throws IOException {
        EpisodeFolder folder = record.folder();
        if (folder.report().isPresent()) {
            return;
        }
        EpisodeReport.Builder report = EpisodeReport.newBuilder();
        int steps = record.held().getLastStep();
        if (Files.exists(folder.steps())) {
            steps = StepSpool.keepWholeSteps(folder.steps());
        }
        if (steps > 0) {
            report.addArtifacts(ArtifactUploader.describe(STEP_LOG, STEP_LOG_TYPE, folder.steps()));
        }
        for (ArtifactFile file : body.leftovers(folder.path())) {
            report.addArtifacts(
                    ArtifactUploader.describe(file.name(), file.contentType(), inFolder(folder.path(), file)));
        }
        record.changed(EpisodeEvent.newBuilder()
                .setState(EpisodeState.EPISODE_STATE_ABORTED)
                .setEndReason(EndReason.END_REASON_STATION_FAULT)
                .setDetail("The station's program ended in the middle of the episode.")
                .setReport(report.setSteps(steps)));
    }

    /**
     * Uploads those artifacts of an ended episode that the platform still wants, however long it is away. Gives one up only
     * where the platform says that it will never take it, or where it is no longer here. Interrupt it to end it.
     *
     * @return whether all of them arrived
     */
    boolean uploadWanted(EpisodeRecord record, List<String> wanted) throws IOException, InterruptedException {
        Optional<EpisodeEvent> report = record.folder().report();
        if (report.isEmpty()) {
            return false;
        }
        List<Artifact> missing = report.get().getReport().getArtifactsList().stream()
                .filter(artifact -> wanted.contains(artifact.getName()))
                .toList();
        return uploadAll(record, missing, UNTIL_IT_ARRIVES);
    }

    private boolean uploadAll(EpisodeRecord record, List<Artifact> artifacts, int patience)
            throws IOException, InterruptedException {
        boolean all = true;
        for (Artifact artifact : artifacts) {
            all &= upload(record, artifact, patience);
        }
        return all;
    }

    private boolean upload(EpisodeRecord record, Artifact artifact, int patience) throws InterruptedException {
        Path file = record.folder().path().resolve(artifact.getName());
        Backoff backoff = new Backoff(config.firstPause(), config.longestPause(), config.random());
        for (int attempt = 1; attempt <= patience; attempt++) {
            Optional<UploadTarget> target = record.upload();
            if (target.isEmpty() || Files.notExists(file)) {
                return false;
            }
            try {
                uploader.upload(
                        config.resolve(target.get().getPath() + "/" + artifact.getName()),
                        target.get().getBearer(),
                        artifact,
                        file);
                LOG.log(
                        INFO,
                        "episode {0}: uploaded {1}, {2} bytes",
                        record.id(),
                        artifact.getName(),
                        artifact.getSizeBytes());
                return true;
            } catch (IOException e) {
                LOG.log(WARNING, "episode {0}: {1} (attempt {2})", record.id(), e.getMessage(), attempt);
                if (e instanceof UploadException refused && !refused.worthRetrying()) {
                    return false;
                }
                Thread.sleep(backoff.next());
            }
        }
        return false;
    }

    /** Recordings lie in the episode's folder under their own names, so that a later process finds them again. */
    private static Path inFolder(Path folder, ArtifactFile file) throws IOException {
        Path expected = folder.resolve(file.name());
        if (!file.file()
                .toAbsolutePath()
                .normalize()
                .equals(expected.toAbsolutePath().normalize())) {
            Files.move(file.file(), expected);
        }
        return expected;
    }
}
