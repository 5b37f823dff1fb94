package dev.parley.sim.conform;

import dev.parley.policy.conformance.Certificate;
import dev.parley.policy.conformance.Conformance;
import dev.parley.policy.conformance.Subject;
import dev.parley.policy.guard.AddressGuard;
import dev.parley.policy.guard.Resolver;
import dev.parley.policy.link.LinkFault;
import dev.parley.policy.link.LinkLimits;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The worker's program as a command that examines a policy server: a table for people, a certificate for the record. */
public final class ConformCommand {
    public static final String NAME = "conform";
    static final int CONFORMS = 0;
    static final int DOES_NOT_CONFORM = 1;
    static final int WRONG_USE = 2;

    private final Map<String, String> environment;
    private final PrintStream out;
    private final PrintStream err;

    public ConformCommand(Map<String, String> environment, PrintStream out, PrintStream err) {
        this.environment = environment;
        this.out = out;
        this.err = err;
    }

    /** @return the exit code */
    public int run(List<String> arguments) throws IOException, InterruptedException {
        ConformOptions options;
        try {
            options = ConformOptions.parse(arguments, environment);
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            err.println(ConformOptions.USAGE);
            return WRONG_USE;
        }
        try {
            Certificate certificate = Conformance.examine(
                    subject(options), options.plan(), options.width(), options.calls(), Clock.systemUTC());
            out.print(certificate.table());
            if (options.certificate().isPresent()) {
                Files.writeString(options.certificate().get(), certificate.json());
                out.println("Certificate " + certificate.digest() + " is in "
                        + options.certificate().get() + ".");
            } else {
                out.print(certificate.json());
            }
            return certificate.conforms() ? CONFORMS : DOES_NOT_CONFORM;
        } catch (LinkFault e) {
            err.println(e.getMessage());
            return e.kind() == LinkFault.Kind.REFUSED_HERE ? WRONG_USE : DOES_NOT_CONFORM;
        }
    }

    /** Whoever types a command on their own machine may examine what that machine reaches. */
    private static Subject subject(ConformOptions options) {
        String host = String.valueOf(options.url().getHost());
        return new Subject(
                options.url(),
                options.dialect(),
                options.headers(),
                new AddressGuard(Set.of(host), Resolver.SYSTEM),
                LinkLimits.EXAMINATION,
                System::nanoTime);
    }
}
