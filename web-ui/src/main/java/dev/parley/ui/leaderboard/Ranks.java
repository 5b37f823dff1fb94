package dev.parley.ui.leaderboard;

import dev.parley.core.ranking.Board;
import dev.parley.core.ranking.Board.Crowd;
import dev.parley.core.ranking.Board.Pairs;
import dev.parley.core.station.StationKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which leaderboard an address names. Names that do not exist are left out: an old link is no reason to refuse a page. */
final class Ranks {
    static final String PATH = "/leaderboard";

    private Ranks() {}

    static Board board(Map<String, String> query) {
        return new Board(
                named(StationKind.class, query.get("body")).orElse(StationKind.SIMULATOR),
                named(Pairs.class, query.get("pairs")).orElse(Pairs.DRAWN),
                named(Crowd.class, query.get("crowd")).orElse(Crowd.EVERYBODY));
    }

    /** Without what is usual. */
    static String address(Board board) {
        List<String> query = new ArrayList<>();
        if (board.body() != StationKind.SIMULATOR) {
            query.add("body=" + name(board.body()));
        }
        if (board.pairs() != Pairs.DRAWN) {
            query.add("pairs=" + name(board.pairs()));
        }
        if (board.crowd() != Crowd.EVERYBODY) {
            query.add("crowd=" + name(board.crowd()));
        }
        return query.isEmpty() ? PATH : PATH + "?" + String.join("&", query);
    }

    /** As REST names it. */
    static String api(Board board) {
        return "/api/v1/leaderboard?body=%s&pairs=%s&crowd=%s"
                .formatted(name(board.body()), name(board.pairs()), name(board.crowd()));
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static <E extends Enum<E>> Optional<E> named(Class<E> type, @Nullable String name) {
        return Arrays.stream(type.getEnumConstants())
                .filter(value -> name(value).equals(name))
                .findFirst();
    }
}
