package dev.parley.gateway.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.parley.contracts.StationId;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.redis.RedisConnections;
import dev.parley.gateway.work.Ticker;
import dev.parley.station.v1.RenderReply;
import dev.parley.station.v1.RenderRequest;
import dev.parley.testing.EmbeddedServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Pictures that another replica's simulator draws. */
@QuarkusTest
@QuarkusTestResource(EmbeddedServices.class)
class RenderRelayTest {
    @Inject
    RedisConnections redis;

    @Inject
    HeldStations held;

    @Inject
    Ticker ticker;

    @Test
    void oneOfTheReplicasThatCanDrawsIt() {
        AtomicInteger drawn = new AtomicInteger();
        RenderRelay asking = relay(false, drawn);
        RenderRelay one = relay(true, drawn);
        RenderRelay other = relay(true, drawn);
        try {
            // Only then do the two that ask and draw hear one another.
            answer(asking);
            drawn.set(0);

            RenderReply reply = asking.ask(request("elsewhere-1")).await().atMost(Duration.ofSeconds(60));

            assertThat(reply.getPng().toStringUtf8()).isEqualTo("drawn of elsewhere-1");
            assertThat(drawn).hasValue(1);
        } finally {
            asking.close();
            one.close();
            other.close();
        }
    }

    @Test
    void withoutAnyItSaysSoInWords() {
        RenderRelay asking = relay(false, new AtomicInteger());
        try {
            assertThatThrownBy(() -> asking.ask(request("elsewhere-2")).await().atMost(Duration.ofSeconds(60)))
                    .hasMessageContaining("No simulator is free to draw elsewhere-2");
        } finally {
            asking.close();
        }
    }

    @Test
    void whatOneCouldNotDrawIsFreeForOthers() {
        AtomicInteger tried = new AtomicInteger();
        RenderRelay failing = relay(new Failing(held, tried));
        String ask = "ask " + UUID.randomUUID() + " "
                + Base64.getEncoder().encodeToString(request("elsewhere-3").toByteArray());
        try {
            // One that claimed it and kept the claim would never try the same request again.
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
                redis.run(commands -> commands.publish("parley:renders", ask))
                        .await()
                        .atMost(Duration.ofSeconds(60));
                return tried.get() >= 2;
            });
        } finally {
            failing.close();
        }
    }

    @Test
    void presentPictureComesFromTheReplicaThatHoldsTheStation() {
        StationId station = StationId.random();
        RenderRelay asking = relay(false, new AtomicInteger());
        RenderRelay holding = relay(new Holding(held, station));
        RenderRelay other = relay(new Holding(held, StationId.random()));
        try {
            RenderReply reply = asking.show(station, request("elsewhere-4"))
                    .onFailure()
                    .retry()
                    .atMost(3)
                    .await()
                    .atMost(Duration.ofSeconds(60));
            assertThat(reply.getPng().toStringUtf8()).isEqualTo("shown by " + station);
            assertThatThrownBy(() -> asking.show(StationId.random(), request("elsewhere-4"))
                            .await()
                            .atMost(Duration.ofSeconds(60)))
                    .hasMessageContaining("sent no picture in time");
        } finally {
            asking.close();
            holding.close();
            other.close();
        }
    }

    /** Subscribing takes a moment that nobody can see from outside: whoever asks too early asks again. */
    private static RenderReply answer(RenderRelay asking) {
        return asking.ask(request("elsewhere-1"))
                .onFailure()
                .retry()
                .atMost(3)
                .await()
                .atMost(Duration.ofSeconds(60));
    }

    private static RenderRequest request(String scene) {
        return RenderRequest.newBuilder().setSceneId(scene).setSeed(1).build();
    }

    private RenderRelay relay(boolean canDraw, AtomicInteger drawn) {
        return relay(new Desk(held, canDraw, drawn));
    }

    private RenderRelay relay(RenderDesk desk) {
        RenderRelay relay = new RenderRelay(redis, desk, ticker);
        relay.listen();
        return relay;
    }

    /** A replica whose simulator goes away whenever it shall draw. */
    private static final class Failing extends RenderDesk {
        private final AtomicInteger tried;

        Failing(HeldStations held, AtomicInteger tried) {
            super(held);
            this.tried = tried;
        }

        @Override
        boolean couldTake(RenderRequest request) {
            return request.getSceneId().equals("elsewhere-3");
        }

        @Override
        Uni<RenderReply> ask(RenderRequest request) {
            return Uni.createFrom().failure(() -> {
                tried.incrementAndGet();
                return new ParleyException(ErrorCode.SERVICE_AWAY, "the simulator went away");
            });
        }
    }

    /** A replica to which one station is connected. */
    private static final class Holding extends RenderDesk {
        private final StationId station;

        Holding(HeldStations held, StationId station) {
            super(held);
            this.station = station;
        }

        @Override
        boolean couldShow(StationId wanted) {
            return wanted.equals(station);
        }

        @Override
        Uni<RenderReply> show(StationId wanted, RenderRequest request) {
            return Uni.createFrom()
                    .item(RenderReply.newBuilder()
                            .setPng(ByteString.copyFromUtf8("shown by " + wanted))
                            .build());
        }
    }

    /** A replica with a simulator that draws at once, or with none. */
    private static final class Desk extends RenderDesk {
        private final boolean canDraw;
        private final AtomicInteger drawn;

        Desk(HeldStations held, boolean canDraw, AtomicInteger drawn) {
            super(held);
            this.canDraw = canDraw;
            this.drawn = drawn;
        }

        @Override
        boolean couldTake(RenderRequest request) {
            return canDraw;
        }

        @Override
        Uni<RenderReply> ask(RenderRequest request) {
            return Uni.createFrom().item(() -> {
                drawn.incrementAndGet();
                return RenderReply.newBuilder()
                        .setPng(ByteString.copyFromUtf8("drawn of " + request.getSceneId()))
                        .build();
            });
        }
    }
}
