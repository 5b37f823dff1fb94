package dev.parley.sim.uploaded;

import dev.parley.sim.policy.PolicyAwayException;
import dev.parley.sim.policy.PolicyException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A stranger's network in a process of its own, for one episode. What it does wrong is a {@link PolicyException}; that no process could be
 * started here is a {@link PolicyAwayException}. One thread at a time; {@link #close} may come from another and ends everything.
 */
final class Sandbox implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Sandbox.class.getName());

    private static final Duration ENDED_WITHIN = Duration.ofSeconds(10);

    private final Process process;
    private final Path folder;
    private final Warden warden;
    private final DataInputStream answers;
    private final DataOutputStream questions;
    private final SandboxLimits limits;

    private Sandbox(Process process, Path folder, SandboxLimits limits) {
        this.process = process;
        this.folder = folder;
        this.limits = limits;
        warden = new Warden(process, limits);
        answers = new DataInputStream(new BufferedInputStream(process.getInputStream()));
        questions = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
    }

    /**
     * Starts the process and loads the network.
     *
     * @param folder that is made for it, and deleted with it
     */
    static Sandbox open(
            Path network, List<SandboxWire.Given> inputs, String output, SandboxLimits limits, Path folder) {
        Sandbox sandbox;
        try {
            Files.createDirectories(folder);
            sandbox = new Sandbox(SandboxCommand.of(network, limits, folder).start(), folder, limits);
        } catch (IOException e) {
            throw new PolicyAwayException("The station could not start a process for the network", e);
        }
        try {
            sandbox.load(inputs, output);
            return sandbox;
        } catch (RuntimeException e) {
            sandbox.close();
            throw e;
        }
    }

    private void load(List<SandboxWire.Given> inputs, String output) {
        warden.expect(limits.load());
        try {
            if (answers.read() != SandboxWire.HERE) {
                throw new IOException("it never began");
            }
        } catch (IOException e) {
            throw new PolicyAwayException("The station could not start a process for the network", e);
        }
        try {
            SandboxWire.writePlan(questions, inputs, output);
            int said = answers.read();
            if (said != SandboxWire.LOADED) {
                throw said == SandboxWire.FAULT
                        ? told("The network does not load")
                        : ended("The network does not load");
            }
        } catch (IOException e) {
            throw ended("The network does not load");
        }
        warden.answered();
    }

    /** What it answers to that, in the order of its inputs; floats in network order. */
    float[] ask(List<byte[]> values) {
        warden.expect(limits.infer());
        try {
            for (byte[] value : values) {
                questions.write(value);
            }
            questions.flush();
            int said = answers.read();
            if (said != SandboxWire.ANSWER) {
                throw said == SandboxWire.FAULT ? told("The network failed") : ended("The network failed");
            }
            int count = answers.readInt();
            if (count < 0 || count > SandboxWire.MOST_NUMBERS) {
                throw new PolicyException("The network's process answered what is no answer");
            }
            float[] numbers = new float[count];
            for (int i = 0; i < count; i++) {
                numbers[i] = answers.readFloat();
            }
            warden.answered();
            return numbers;
        } catch (IOException e) {
            throw ended("The network failed");
        }
    }

    private PolicyException told(String what) throws IOException {
        String why = answers.readUTF();
        return new PolicyException(what + ": "
                + (why.length() <= SandboxWire.LONGEST_SENTENCE
                        ? why
                        : why.substring(0, SandboxWire.LONGEST_SENTENCE)));
    }

    private PolicyException ended(String what) {
        process.destroyForcibly();
        awaitEnd();
        return new PolicyException(warden.killedFor()
                .map(why -> what + ". " + why)
                .orElse(what
                        + ". Its process ended; it may have wanted more than %d MiB of memory"
                                .formatted(limits.memoryMib())));
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        awaitEnd();
        delete();
    }

    // Its files are still in use until it is gone.
    private void awaitEnd() {
        try {
            process.waitFor(ENDED_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void delete() {
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path each : found.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.log(System.Logger.Level.WARNING, "a sandbox's folder stays: " + e.getMessage());
        }
    }
}
