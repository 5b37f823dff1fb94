package dev.parley.gateway.relay;

import dev.parley.core.problem.ErrorCode;
import dev.parley.gateway.GatewayRole;
import dev.parley.gateway.work.UpgradeRefusal;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Lets only whoever shows a token of a running episode open a relay, once, before anything is upgraded. */
@ApplicationScoped
public class RelayUpgradeCheck implements HttpUpgradeCheck {
    static final String ENDPOINT = "policy-relay";
    static final TypedKey<RelayPass> PASS = new TypedKey<>("parley.relay.pass");

    private static final Logger LOG = Logger.getLogger(RelayUpgradeCheck.class);

    /** Clients of openpi send their keys as Api-Key. */
    private static final Pattern TOKEN = Pattern.compile("(?i:Bearer|Api-Key) +([A-Za-z0-9._-]{20,100})");

    private final RelayTokens tokens;
    private final OpenRelays open;
    private final GatewayRole role;

    @Inject
    RelayUpgradeCheck(RelayTokens tokens, OpenRelays open, GatewayRole role) {
        this.tokens = tokens;
        this.open = open;
        this.role = role;
    }

    @Override
    public boolean appliesTo(String endpointId) {
        return ENDPOINT.equals(endpointId);
    }

    @Override
    public Uni<CheckResult> perform(HttpUpgradeContext context) {
        if (!role.active()) {
            return CheckResult.rejectUpgrade(404);
        }
        Optional<String> token = token(context.httpRequest().getHeader("Authorization"));
        if (token.isEmpty()) {
            return refused(context, "send the token of the offer as Authorization: Bearer");
        }
        if (open.full()) {
            return UpgradeRefusal.answer(
                    context,
                    ErrorCode.SERVICE_AWAY,
                    "as many policies are asked through here as can be; try again in some seconds",
                    Map.of("Retry-After", "5"));
        }
        return tokens.open(token.get())
                .onFailure()
                .invoke(failure -> LOG.warnf("a relay's token could not be looked at: %s", failure.getMessage()))
                .map(Optional::of)
                .onFailure()
                .recoverWithItem(Optional.empty())
                .chain(answer -> answer.map(pass -> known(context, pass))
                        .orElseGet(() -> UpgradeRefusal.answer(
                                context,
                                ErrorCode.SERVICE_AWAY,
                                "the database does not answer; try again in some seconds",
                                Map.of("Retry-After", "2"))));
    }

    private static Optional<String> token(@Nullable String authorization) {
        if (authorization == null) {
            return Optional.empty();
        }
        Matcher matcher = TOKEN.matcher(authorization.strip());
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static Uni<CheckResult> known(HttpUpgradeContext context, Optional<RelayPass> pass) {
        if (pass.isEmpty()) {
            return refused(
                    context, "this token was used before, its episode is over, or its policy cannot be asked now");
        }
        context.userData().put(PASS, pass.get());
        return CheckResult.permitUpgrade();
    }

    private static Uni<CheckResult> refused(HttpUpgradeContext context, String detail) {
        return UpgradeRefusal.answer(
                context, ErrorCode.TOKEN_REFUSED, detail, Map.of("WWW-Authenticate", "Bearer realm=\"policy-relay\""));
    }
}
