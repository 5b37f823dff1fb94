package dev.parley.rosbridge.agent;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.WARNING;

import dev.parley.rosbridge.commissioning.Check;
import dev.parley.rosbridge.commissioning.CommissioningBook;
import dev.parley.rosbridge.commissioning.Fingerprint;
import dev.parley.rosbridge.description.KinematicChain;
import dev.parley.rosbridge.envelope.Envelope;
import dev.parley.rosbridge.journal.MotionJournal;
import dev.parley.rosbridge.motion.Drive;
import dev.parley.rosbridge.motion.DriveSettings;
import dev.parley.rosbridge.motion.Gripper;
import dev.parley.rosbridge.motion.JointHistory;
import dev.parley.rosbridge.motion.MonotonicTime;
import dev.parley.rosbridge.motion.MotionWatch;
import dev.parley.rosbridge.motion.RosArm;
import dev.parley.rosbridge.safety.DutyLedger;
import dev.parley.rosbridge.safety.ForeignMotion;
import dev.parley.rosbridge.safety.FreshStates;
import dev.parley.rosbridge.safety.Hold;
import dev.parley.rosbridge.safety.Interlock;
import dev.parley.rosbridge.safety.Interlocks;
import dev.parley.rosbridge.safety.MeasuredPlace;
import dev.parley.rosbridge.safety.PowerCut;
import dev.parley.rosbridge.safety.SwitchSignal;
import dev.parley.rosbridge.safety.Thermometer;
import dev.parley.rosbridge.wire.RosLink;
import dev.parley.rosbridge.wire.RosTopic;
import dev.parley.rosbridge.wire.RosVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The robot as this program has it: everything between the settings and the arm, put together once. */
final class Rig implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Rig.class.getName());
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);
    private static final Duration TO_REST = Duration.ofMillis(1500);
    private static final Duration TEMPERATURE_SILENT = Duration.ofSeconds(10);

    private final AgentSettings settings;
    private final RosLink link;
    private final MonotonicTime time;
    private final Clock clock;
    private final KinematicChain chain;
    private final RosArm arm;
    private final Drive drive;
    private final Envelope envelope;
    private final Optional<Gripper> gripper;
    private final List<CameraFeed> cameras;
    private final SwitchSignal hardwareStop;
    private final ForeignMotion foreign;
    private final Interlocks interlocks;
    private final Hold hold;
    private final Optional<PowerCut> powerCut;
    private final Permission permission = new Permission();
    private final MotionWatch watch;
    private final MotionJournal journal;
    private final DutyLedger duty;
    private final Fingerprint fingerprint;
    private final CommissioningBook book;
    private final Pseudonyms pseudonyms;
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("rig-look").factory());
    private volatile LocalSide local = LocalSide.NONE;
    private volatile boolean foreignTold;

    private Rig(AgentSettings settings, RosLink link, Path data, MonotonicTime time, Clock clock) throws IOException {
        this.settings = settings;
        this.link = link;
        this.time = time;
        this.clock = clock;
        RosVersion version = settings.bridge().version();
        AgentSettings.Robot robot = settings.robot();
        chain = SettingsReader.chain(robot);
        fingerprint = fingerprint(settings);
        Files.createDirectories(data);
        journal = MotionJournal.open(data.resolve("motion.log"), clock);
        duty = DutyLedger.open(data.resolve("duty.log"), settings.duty(), clock);
        book = CommissioningBook.open(data.resolve("commissioning.json"), fingerprint, needed(settings), clock);
        pseudonyms = Pseudonyms.open(data.resolve("pseudonyms.key"));
        JointHistory history = new JointHistory(robot.stillWithin(), robot.staleAfter());
        arm = new RosArm(
                link,
                version,
                robot.joints(),
                RosTopic.json(robot.states(), version.type("sensor_msgs", "JointState")),
                RosTopic.json(robot.trajectory(), version.type("trajectory_msgs", "JointTrajectory")),
                robot.stamped(),
                history,
                time);
        drive = new Drive(
                arm,
                new DriveSettings(
                        robot.replaces(), DriveSettings.USUAL.repeatStop(), DriveSettings.USUAL.confirmWithin()),
                time);
        envelope = new Envelope(settings.limits(), chain);
        gripper = settings.gripper().map(part -> gripper(part, version));
        cameras = settings.cameras().stream()
                .map(camera -> new CameraFeed(link, camera, version, time))
                .toList();
        hardwareStop = signal(
                settings.signals().hardwareStop(),
                version,
                "The stop button at the robot is pressed.",
                "The robot's stop button is silent; a silent one is taken for pressed.");
        foreign = new ForeignMotion(drive, history, TO_REST, time);
        hold = new Hold(time);
        powerCut = settings.signals().powerCut().map(service -> new PowerCut(link, service));
        interlocks = new Interlocks(interlocks(version, history));
        Interlock measured = new MeasuredPlace(envelope, drive, history, settings.overshootM(), settings.lag());
        watch = new MotionWatch(
                drive, () -> permission.obstacle().or(interlocks::obstacle).or(measured::obstacle));
    }

    /** @throws IOException if a file that safety rests on cannot be read: then this program does not start */
    static Rig open(AgentSettings settings, RosLink link, Path data, MonotonicTime time, Clock clock)
            throws IOException {
        Rig rig = new Rig(settings, link, data, time, clock);
        rig.watch.start();
        rig.looking.scheduleAtFixedRate(rig::look, LOOK_EVERY.toMillis(), LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        return rig;
    }

    static Fingerprint fingerprint(AgentSettings settings) throws IOException {
        AgentSettings.Identity identity = settings.identity();
        return new Fingerprint(
                Fingerprint.of(identity.driverFiles(), List.of(identity.driver())),
                Fingerprint.of(Files.readAllBytes(settings.robot().urdf())),
                Fingerprint.of(
                        List.of(),
                        List.of(identity.gripper(), settings.gripper().toString())),
                Fingerprint.of(
                        List.of(),
                        List.of(
                                settings.robot().joints().toString(),
                                settings.robot().guarded().toString(),
                                settings.robot().trajectory()
                                        + settings.robot().replaces()
                                        + settings.robot().stamped(),
                                settings.control().toString(),
                                settings.limits().toString(),
                                settings.signals().toString())));
    }

    static Set<Check> needed(AgentSettings settings) {
        EnumSet<Check> needed = EnumSet.allOf(Check.class);
        // Not wired is not offered, and so not asked for.
        if (settings.signals().powerCut().isEmpty()) {
            needed.remove(Check.POWER_CUT);
        }
        return needed;
    }

    private Gripper gripper(AgentSettings.GripperPart part, RosVersion version) {
        return new Gripper(
                link,
                RosTopic.json(
                        part.topic(),
                        version.type(part.kind().folder(), part.kind().type())),
                part.kind(),
                part.closed(),
                part.open(),
                part.maxEffort());
    }

    private SwitchSignal signal(AgentSettings.Signal signal, RosVersion version, String against, String silence) {
        return new SwitchSignal(
                link,
                RosTopic.json(
                        signal.topic(),
                        version.type(signal.kind().folder(), signal.kind().type())),
                signal.kind(),
                signal.movesWhen(),
                against,
                silence,
                signal.silentAfter(),
                time);
    }

    private List<Interlock> interlocks(RosVersion version, JointHistory history) {
        List<Interlock> all = new ArrayList<>();
        all.add(() -> link.up() ? Optional.empty() : Optional.of("There is no connection to the robot."));
        all.add(hardwareStop);
        settings.signals()
                .presence()
                .ifPresent(presence -> all.add(signal(
                        presence,
                        version,
                        "Nobody holds the enabling device at the robot.",
                        "The enabling device at the robot is silent.")));
        all.add(new FreshStates(history, time));
        settings.temperatures()
                .forEach(heat -> all.add(new Thermometer(
                        link,
                        RosTopic.json(heat.topic(), version.type("sensor_msgs", "Temperature")),
                        heat.hottest(),
                        TEMPERATURE_SILENT,
                        time)));
        all.add(foreign);
        return all;
    }

    private void look() {
        try {
            foreign.look();
            boolean moves = foreign.obstacle().isPresent() && !foreign.isHandGuided();
            if (moves && !foreignTold) {
                LOG.log(WARNING, "the arm moves although nobody here leads it");
                drive.halt("the arm moves although nobody here leads it");
                local.requireReset("the arm moved although nobody at this station led it");
            }
            foreignTold = moves;
        } catch (RuntimeException e) {
            LOG.log(ERROR, "looking after the arm failed", e);
        }
    }

    /**
     * Opens the drive for one motion, while all of these agree.
     *
     * @throws IllegalStateException if something else leads the arm, which goes on undisturbed
     */
    void lead(MotionJournal.Entry entry, Duration watchdog, List<Interlock> conditions) throws IOException {
        try {
            drive.open(entry, watchdog);
        } catch (IllegalStateException e) {
            entry.end(true);
            throw e;
        }
        permission.give(conditions);
    }

    void attach(LocalSide station) {
        local = station;
    }

    AgentSettings settings() {
        return settings;
    }

    RosLink link() {
        return link;
    }

    MonotonicTime time() {
        return time;
    }

    Clock clock() {
        return clock;
    }

    KinematicChain chain() {
        return chain;
    }

    Drive drive() {
        return drive;
    }

    Envelope envelope() {
        return envelope;
    }

    Optional<Gripper> gripper() {
        return gripper;
    }

    List<CameraFeed> cameras() {
        return cameras;
    }

    SwitchSignal hardwareStop() {
        return hardwareStop;
    }

    ForeignMotion foreign() {
        return foreign;
    }

    Interlocks interlocks() {
        return interlocks;
    }

    Hold hold() {
        return hold;
    }

    Optional<PowerCut> powerCut() {
        return powerCut;
    }

    Permission permission() {
        return permission;
    }

    MotionJournal journal() {
        return journal;
    }

    DutyLedger duty() {
        return duty;
    }

    Fingerprint fingerprint() {
        return fingerprint;
    }

    CommissioningBook book() {
        return book;
    }

    Pseudonyms pseudonyms() {
        return pseudonyms;
    }

    LocalSide local() {
        return local;
    }

    /** How far the gripper is open, 0 to 1; a gripper without a joint of its own does not say. */
    OptionalDouble opening() {
        if (gripper.isEmpty()) {
            return OptionalDouble.empty();
        }
        return gripper.get()
                .share(settings.gripper()
                        .flatMap(AgentSettings.GripperPart::joint)
                        .map(arm::last)
                        .orElse(OptionalDouble.empty()));
    }

    @Override
    public void close() {
        drive.halt("the program ends");
        looking.shutdownNow();
        watch.close();
        link.close();
    }
}
