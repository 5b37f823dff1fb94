package dev.parley.policy.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parley.policy.dialect.Dialect;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * What was found out about a policy server, when. It attests, it fixes nothing: the server may be another tomorrow.
 *
 * @param metadataSha256 of the server's first message
 * @param actions how many actions a chunk had and how wide they were; empty where it never answered
 * @param latency empty where it did not answer often enough
 */
public record Certificate(
        Instant at,
        URI url,
        Dialect dialect,
        ObservationPlan plan,
        String metadataSha256,
        Optional<Size> actions,
        List<Finding> findings,
        Optional<Latency> latency) {
    public record Size(int actions, int numbers) {}

    public Certificate {
        findings = List.copyOf(findings);
    }

    /** Whether the policy can be used. */
    public boolean conforms() {
        return findings.stream().noneMatch(finding -> finding.verdict() == Finding.Verdict.FAILED);
    }

    /**
     * The same for everybody to read: under another address, since where a server stands may be its owner's secret, and with
     * the details put as {@code words} puts them. Its digest is its own.
     */
    public Certificate published(URI instead, UnaryOperator<String> words) {
        return new Certificate(
                at,
                instead,
                dialect,
                plan,
                metadataSha256,
                actions,
                findings.stream()
                        .map(finding -> new Finding(finding.check(), finding.verdict(), words.apply(finding.detail())))
                        .toList(),
                latency);
    }

    /** SHA-256 of {@link #body}, in hex: what results are marked with. */
    public String digest() {
        return sha256(body().getBytes(UTF_8));
    }

    /** The certificate with its digest as the last entry. */
    public String json() {
        String body = body();
        return body.substring(0, body.length() - 2) + ",\n  \"digest\": \"" + digest() + "\"\n}\n";
    }

    /** All but the digest, in one form only: entries in this order, two blanks deep, times in milliseconds. */
    public String body() {
        StringBuilder out = new StringBuilder("{\n  \"certificate\": \"parley-conformance-1\"");
        entry(out, "at", text(at.toString()));
        entry(out, "url", text(url.toString()));
        entry(out, "dialect", text(dialect.name().toLowerCase(Locale.ROOT)));
        entry(out, "profile", text(plan.name()));
        entry(out, "observation", text(plan.toString()));
        entry(out, "metadataSha256", text(metadataSha256));
        actions.ifPresent(size -> {
            entry(out, "chunkActions", String.valueOf(size.actions()));
            entry(out, "actionNumbers", String.valueOf(size.numbers()));
        });
        entry(out, "conforms", String.valueOf(conforms()));
        entry(
                out,
                "findings",
                findings.stream()
                        .map(finding -> "\n    {\"check\": " + text(finding.check()) + ", \"verdict\": "
                                + text(finding.verdict().name().toLowerCase(Locale.ROOT)) + ", \"detail\": "
                                + text(finding.detail()) + "}")
                        .collect(Collectors.joining(",", "[", "\n  ]")));
        latency.ifPresent(it -> entry(
                out,
                "latencyMs",
                "{\"calls\": %d, \"p50\": %s, \"p95\": %s, \"p99\": %s}"
                        .formatted(it.calls(), Latency.ms(it.p50()), Latency.ms(it.p95()), Latency.ms(it.p99()))));
        return out.append("\n}").toString();
    }

    /** For people. */
    public String table() {
        int widest = findings.stream()
                .mapToInt(finding -> finding.check().length())
                .max()
                .orElse(0);
        StringBuilder out = new StringBuilder();
        for (Finding finding : findings) {
            String verdict = switch (finding.verdict()) {
                case PASSED -> "ok    ";
                case FAILED -> "FAILED";
                case TOLD -> "note  ";
            };
            out.append(verdict + "  " + finding.check()
                    + " ".repeat(widest - finding.check().length()) + "  " + finding.detail() + "\n");
        }
        return out.append(conforms() ? "It conforms." : "It does not conform.")
                .append("\n")
                .toString();
    }

    private static void entry(StringBuilder out, String name, String value) {
        out.append(",\n  \"" + name + "\": " + value);
    }

    /** As JSON; a server's words may hold anything. */
    private static String text(String text) {
        StringBuilder out = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                out.append('\\').append((char) c);
            } else if (c < ' ' || Character.isSurrogate((char) c) || c == 127) {
                out.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                out.append((char) c);
            }
        });
        return out.append('"').toString();
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
