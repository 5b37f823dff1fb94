package dev.parley.policy.link;

import dev.parley.policy.dialect.ActionChunk;
import dev.parley.policy.dialect.Dialect;
import dev.parley.policy.dialect.PolicyRequest;
import dev.parley.policy.guard.AddressGuard;
import dev.parley.policy.link.LinkFault.Kind;
import dev.parley.policy.wire.PolicyValue;
import dev.parley.policy.wire.PolicyValue.Fields;
import dev.parley.policy.wire.PolicyWire;
import dev.parley.policy.wire.WireFault;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * A policy that runs on somebody's server, for one episode: one connection, one question at a time. Whatever goes wrong
 * ends the connection for good, an answer that comes too late above all: it would be taken for the next observation's. For
 * one thread; {@link #close} from any.
 */
public final class RemotePolicy implements AutoCloseable {
    private static final String RESET_DONE = "reset successful";
    private static final int LONGEST_WORDS = 200;

    private final PolicySocket socket;
    private final Dialect dialect;
    private final LinkLimits limits;
    private final PolicyWire requests;
    private final PolicyWire replies;
    private final Allowance allowance;
    private final LongSupplier nanoTime;
    private Fields metadata = Fields.empty();
    private Duration lastInference = Duration.ZERO;
    private boolean answeredOnce;

    private RemotePolicy(PolicySocket socket, Dialect dialect, LinkLimits limits, LongSupplier nanoTime) {
        this.socket = socket;
        this.dialect = dialect;
        this.limits = limits;
        this.nanoTime = nanoTime;
        requests = new PolicyWire(limits.request());
        replies = new PolicyWire(limits.reply());
        allowance = new Allowance(limits.requestsPerSecond(), nanoTime);
    }

    /** Connects and waits for the server's first message, which says what it is. */
    public static RemotePolicy open(
            URI url,
            Dialect dialect,
            Map<String, String> headers,
            AddressGuard guard,
            LinkLimits limits,
            LongSupplier nanoTime)
            throws LinkFault, InterruptedException {
        RemotePolicy policy =
                new RemotePolicy(PolicySocket.open(url, headers, guard, limits, nanoTime), dialect, limits, nanoTime);
        try {
            policy.greet();
            return policy;
        } catch (LinkFault | InterruptedException | RuntimeException e) {
            policy.close();
            throw e;
        }
    }

    private void greet() throws LinkFault, InterruptedException {
        PolicyValue first = binary(limits.connect(), "what it is");
        if (!(first instanceof Fields fields)) {
            throw ended(Kind.MALFORMED, "The policy server did not first say what it is, as a map.");
        }
        metadata = fields;
    }

    /** What the server said when it was connected to. */
    public Fields metadata() {
        return metadata;
    }

    /** How long the last answer took, from the question's handing over to its last byte. */
    public Duration lastInference() {
        return lastInference;
    }

    /** Says that an episode begins; nothing where the dialect has no word for it. */
    public void reset(String sessionId) throws LinkFault, InterruptedException {
        Optional<Fields> request = PolicyRequest.reset(dialect, sessionId);
        if (request.isEmpty()) {
            return;
        }
        ask(request.get());
        switch (await(limits.firstInference(), "its reset")) {
            case Message.Words(String text) when text.strip().equals(RESET_DONE) -> {}
            case Message.Words(String text) -> throw said(text);
            case Message.Binary ignored ->
                throw ended(Kind.MALFORMED, "The policy server answered a reset with numbers instead of words.");
            case Message.Ended(LinkFault fault) -> throw fault;
        }
    }

    /** Asks for actions. */
    public ActionChunk infer(Fields observation) throws LinkFault, InterruptedException {
        PolicyValue answer = exchange(PolicyRequest.infer(dialect, observation));
        try {
            return ActionChunk.of(dialect, answer);
        } catch (WireFault e) {
            throw ended(Kind.MALFORMED, "The policy server's answer is no action: " + e.getMessage() + ".");
        }
    }

    /**
     * Sends a request as it is and gives the answer as it is; for probes and relays, which look at more than the actions.
     * The request's arrays stay as they are until the answer is there: they are not copied.
     */
    public PolicyValue exchange(Fields request) throws LinkFault, InterruptedException {
        long asked = nanoTime.getAsLong();
        ask(request);
        PolicyValue answer = binary(answeredOnce ? limits.inference() : limits.firstInference(), "actions");
        lastInference = Duration.ofNanos(nanoTime.getAsLong() - asked);
        answeredOnce = true;
        return answer;
    }

    private void ask(Fields request) throws LinkFault {
        Optional<Message> unasked = socket.waiting();
        if (unasked.isPresent()) {
            throw switch (unasked.get()) {
                case Message.Ended(LinkFault fault) -> fault;
                // An error that it says while idle is still its error.
                case Message.Words(String text) -> said(text);
                case Message.Binary ignored ->
                    ended(Kind.UNASKED, "The policy server answered twice, or without being asked.");
            };
        }
        if (!allowance.take()) {
            throw new LinkFault(
                    Kind.REFUSED_HERE,
                    "A policy server is asked at most " + limits.requestsPerSecond() + " times a second.");
        }
        try {
            socket.send(requests.pieces(request));
        } catch (WireFault e) {
            throw new LinkFault(Kind.REFUSED_HERE, "The observation cannot be sent: " + e.getMessage() + ".", e);
        }
    }

    private PolicyValue binary(Duration within, String what) throws LinkFault, InterruptedException {
        return switch (await(within, what)) {
            case Message.Binary(byte[] bytes) -> {
                try {
                    yield replies.read(bytes);
                } catch (WireFault e) {
                    throw ended(Kind.MALFORMED, "The policy server's message cannot be read: " + e.getMessage() + ".");
                }
            }
            case Message.Words(String text) -> throw said(text);
            case Message.Ended(LinkFault fault) -> throw fault;
        };
    }

    private Message await(Duration within, String what) throws LinkFault, InterruptedException {
        Optional<Message> message = socket.receive(within);
        if (message.isEmpty()) {
            throw ended(
                    Kind.TIMED_OUT,
                    "The policy server did not say %s within %s s.".formatted(what, within.toMillis() / 1000.0));
        }
        return message.get();
    }

    /** Servers send a traceback; its last line is the error, and the others are nobody's business. */
    private LinkFault said(String text) {
        String last =
                text.lines().map(String::strip).filter(line -> !line.isEmpty()).reduce("", (a, b) -> b);
        String plain = last.replaceAll("\\p{Cntrl}", " ");
        return ended(
                Kind.SAID_ERROR,
                "The policy server reports an error: "
                        + (plain.length() <= LONGEST_WORDS ? plain : plain.substring(0, LONGEST_WORDS) + "..."));
    }

    private LinkFault ended(Kind kind, String message) {
        LinkFault fault = new LinkFault(kind, message);
        socket.end(fault);
        return fault;
    }

    @Override
    public void close() {
        socket.close();
    }
}
