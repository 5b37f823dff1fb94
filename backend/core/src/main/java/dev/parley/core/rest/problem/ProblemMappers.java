package dev.parley.core.rest.problem;

import dev.parley.core.consent.Consents;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ErrorKind;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.problem.TryAgain;
import io.smallrye.mutiny.TimeoutException;
import io.vertx.pgclient.PgException;
import jakarta.inject.Inject;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.ConnectException;
import java.sql.SQLException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Every failure of a resource as a problem; what is ours is logged here, once, and told without its inside. */
public class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);
    private static final String CONSENT = "/consent";
    private static final int MOST_CAUSES = 10;

    /** character_not_in_repertoire */
    private static final String NOT_UTF_8 = "22021";

    private static final Problem NO_TEXT = Problem.of(
            ErrorCode.BODY_MALFORMED, "A text of the request holds the character U+0000, which is none of a text.");

    private final Consents consents;

    @Inject
    public ProblemMappers(Consents consents) {
        this.consents = consents;
    }

    @ServerExceptionMapper
    public Response known(ParleyException failure) {
        if (failure.code().kind() == ErrorKind.INTERNAL) {
            LOG.error("a request failed", failure);
        }
        Problem problem = Problem.of(failure.code(), failure.detail());
        if (failure.code() == ErrorCode.CONSENT_NEEDED) {
            problem = problem.with(CONSENT, consents.text().version());
        }
        Response.ResponseBuilder response = response(problem);
        if (failure.code().kind() == ErrorKind.UNAVAILABLE) {
            response.header(HttpHeaders.RETRY_AFTER, failure instanceof TryAgain later ? later.seconds() : 10);
        }
        return response.build();
    }

    @ServerExceptionMapper
    public Response http(WebApplicationException failure) {
        int status = failure.getResponse().getStatus();
        Response.ResponseBuilder response = response(
                switch (status) {
                    case 404 -> Problem.of("not-found", 404, "There is nothing at this address; see /q/openapi.");
                    case 405 ->
                        Problem.of(
                                "method-not-allowed", 405, "This address does not take this method; see /q/openapi.");
                    case 406 -> Problem.of("not-acceptable", 406, "The answer is not available in the accepted types.");
                    case 413 -> Problem.of("body-too-large", 413, "The body is larger than this address takes.");
                    case 415 ->
                        Problem.of(
                                "media-type-not-supported",
                                415,
                                "This address does not take this Content-Type; see /q/openapi.");
                    default ->
                        status < 500
                                ? Problem.of(ErrorCode.BODY_MALFORMED.wireName(), status, "The request is malformed.")
                                : internal(failure);
                });
        Object allow = failure.getResponse().getHeaders().getFirst(HttpHeaders.ALLOW);
        return allow == null
                ? response.build()
                : response.header(HttpHeaders.ALLOW, allow).build();
    }

    @ServerExceptionMapper
    public Response away(ConnectException failure) {
        LOG.warnf("a request found the database away: %s", failure.getMessage());
        return response(Problem.of(ErrorCode.SERVICE_AWAY, "The database is away; try again in a moment."))
                .build();
    }

    @ServerExceptionMapper
    public Response late(TimeoutException failure) {
        LOG.warn("a request took too long", failure);
        return response(Problem.of(ErrorCode.SERVICE_AWAY, "This took too long; try again in a moment."))
                .build();
    }

    @ServerExceptionMapper
    public Response unexpected(Throwable failure) {
        return response(holdsNothing(failure) ? NO_TEXT : internal(failure)).build();
    }

    /** U+0000, which PostgreSQL keeps in no text: the client's fault, wherever it was written. */
    private static boolean holdsNothing(Throwable failure) {
        Throwable cause = failure;
        for (int i = 0; i < MOST_CAUSES && cause != null; i++) {
            if (NOT_UTF_8.equals(sqlState(cause))) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    /** Hibernate Reactive tells what PostgreSQL said as JDBC would have. */
    private static String sqlState(Throwable cause) {
        return switch (cause) {
            case PgException refused -> String.valueOf(refused.getSqlState());
            case SQLException refused -> String.valueOf(refused.getSQLState());
            default -> "";
        };
    }

    private static Problem internal(Throwable failure) {
        LOG.error("a request failed unexpectedly", failure);
        return Problem.of(ErrorCode.INTERNAL, "Something went wrong here; it has been logged.");
    }

    private static Response.ResponseBuilder response(Problem problem) {
        return Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem);
    }
}
