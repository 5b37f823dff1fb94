package dev.parley.rosbridge.agent;

import static java.lang.System.Logger.Level.WARNING;

import dev.parley.rosbridge.wire.Picture;
import dev.parley.station.ArtifactFile;
import dev.parley.station.EpisodeRun;
import dev.parley.station.recording.Mp4Recorder;
import dev.parley.station.recording.Pictures;
import dev.parley.station.recording.RecordingException;
import dev.parley.station.recording.VideoFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The film of one camera of one episode: at a constant rate the newest picture, whether it is new or not, to the recording, to whoever watches,
 * and once a second to lists. Also the photographs of start and end. A thread of its own; a film that cannot be kept ends the episode, not the
 * control.
 */
final class Film implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Film.class.getName());
    private static final int POSTER_WIDTH_PX = 640;

    private final CameraFeed feed;
    private final EpisodeRun run;
    private final Path file;
    private final LivePictures live;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("film").factory());
    private final Mp4Recorder recorder;
    private final AtomicInteger frames = new AtomicInteger();
    private volatile Optional<String> problem = Optional.empty();

    private Film(CameraFeed feed, EpisodeRun run, LivePictures live) {
        this.feed = feed;
        this.run = run;
        this.live = live;
        AgentSettings.Camera camera = feed.camera();
        file = run.directory().resolve(camera.name() + ".mp4");
        recorder = Mp4Recorder.open(file, new VideoFormat(camera.widthPx(), camera.heightPx(), camera.fps()));
    }

    /** @throws RecordingException if the file cannot be made */
    static Film start(CameraFeed feed, EpisodeRun run, LivePictures live) {
        Film film = new Film(feed, run, live);
        film.thread.scheduleAtFixedRate(
                film::picture, 0, TimeUnit.SECONDS.toMicros(1) / feed.camera().fps(), TimeUnit.MICROSECONDS);
        return film;
    }

    private void picture() {
        try {
            Optional<Picture> newest = feed.newest();
            if (newest.isEmpty()) {
                return;
            }
            int[] argb = newest.get().argb();
            recorder.add(argb);
            live.show(argb);
            if (frames.getAndIncrement() % feed.camera().fps() == 0) {
                poster(argb);
            }
        } catch (RecordingException e) {
            problem = Optional.of("The station could not keep the recording; its disk may be full.");
            LOG.log(WARNING, "the film of " + feed.camera().name() + " ends", e);
            thread.shutdown();
        } catch (RuntimeException e) {
            LOG.log(WARNING, "a picture of " + feed.camera().name() + " is left out", e);
        }
    }

    /** Lists show small pictures: a large one would not fit into a poster at any quality. */
    private void poster(int[] argb) {
        int width = feed.camera().widthPx();
        int height = feed.camera().heightPx();
        int smaller = Math.ceilDiv(width, POSTER_WIDTH_PX);
        int[] reduced = smaller == 1 ? argb : Pictures.reduced(argb, width, height, width / smaller, height / smaller);
        run.poster(feed.camera().name(), Pictures.poster(reduced, width / smaller, height / smaller));
    }

    /** The picture that shows the present, as StepRecord counts them. */
    int frame() {
        return Math.max(0, frames.get() - 1);
    }

    /** Why it is not kept any more. */
    Optional<String> problem() {
        return problem;
    }

    /** Completes it; empty where there is none that could be looked at. */
    Optional<ArtifactFile> finish() throws InterruptedException {
        endThread();
        if (frames.get() == 0 || problem.isPresent()) {
            return Optional.empty();
        }
        try {
            recorder.finish();
            return Optional.of(new ArtifactFile(feed.camera().name() + ".mp4", "video/mp4", file));
        } catch (RecordingException e) {
            LOG.log(WARNING, "the film of " + feed.camera().name() + " could not be completed", e);
            return Optional.empty();
        }
    }

    private void endThread() throws InterruptedException {
        thread.shutdown();
        thread.awaitTermination(2, TimeUnit.SECONDS);
    }

    /** A photograph of what the camera shows now, masked as everything is. */
    static Optional<ArtifactFile> photograph(CameraFeed feed, EpisodeRun run, String when) throws IOException {
        Optional<Picture> newest = feed.newest();
        if (newest.isEmpty()) {
            return Optional.empty();
        }
        String name = when + "-" + feed.camera().name() + ".png";
        Path file = run.directory().resolve(name);
        Files.write(
                file,
                Pictures.png(
                        newest.get().argb(),
                        feed.camera().widthPx(),
                        feed.camera().heightPx()));
        return Optional.of(new ArtifactFile(name, "image/png", file));
    }

    @Override
    public void close() {
        thread.shutdownNow();
        try {
            thread.awaitTermination(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        recorder.close();
        live.close();
    }
}
