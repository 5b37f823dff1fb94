package dev.parley.core.episode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/** An {@link EpisodeSearch} as a query, newest first. */
final class EpisodeQuery {
    private final EpisodeSearch search;
    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> parameters = new LinkedHashMap<>();

    EpisodeQuery(EpisodeSearch search) {
        this.search = search;
        conditions.add("e.withdrawnAt IS NULL");
        if (!search.sealedToo()) {
            conditions.add("e.sealedBy IS NULL");
        }
        search.text().ifPresent(this::everyWord);
        if (!search.states().isEmpty()) {
            where("e.state IN (:states)", "states", List.copyOf(search.states()));
        }
        search.sceneId().ifPresent(scene -> where("e.sceneId = :scene", "scene", scene));
        search.policyName().ifPresent(policy -> where("e.policyName = :policy", "policy", policy));
        search.stationKind().ifPresent(kind -> where("e.stationKind = :kind", "kind", kind));
        search.before().ifPresent(before -> where("e.createdAt < :before", "before", before));
        search.sceneResult()
                .ifPresent(result -> where(
                        "EXISTS (SELECT 1 FROM OutcomeEntity o WHERE o.episodeId = e.id AND o.judge = 'scene'"
                                + " AND o.result = :result)",
                        "result",
                        result));
    }

    Mutiny.SelectionQuery<EpisodeEntity> on(Mutiny.Session session) {
        String where = " WHERE " + String.join(" AND ", conditions);
        var query = session.createQuery(
                "FROM EpisodeEntity e" + where + " ORDER BY e.createdAt DESC, e.id", EpisodeEntity.class);
        parameters.forEach(query::setParameter);
        return query.setMaxResults(search.limit());
    }

    private void everyWord(String text) {
        int number = 0;
        for (String word : text.strip().toLowerCase(Locale.ROOT).split("\\s+")) {
            String name = "word" + number++;
            // A percent sign or underscore that somebody types is that character, not a pattern.
            String escaped = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
            where("lower(e.instruction) LIKE :" + name + " ESCAPE '\\'", name, "%" + escaped + "%");
        }
    }

    private void where(String condition, String name, Object value) {
        conditions.add(condition);
        parameters.put(name, value);
    }
}
