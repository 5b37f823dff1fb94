package dev.parley.scheduler.bench;

import dev.parley.scheduler.chain.Lab;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Waiting turns written straight into the tables, as their admissions would have left them: each author's turns one
 * round apart, the authors of a prefix one after the other within a round.
 */
final class LongLine {
    private LongLine() {}

    /** {@code turns} of {@code authors}, four authors behind each prefix. */
    static void write(Pool postgres, int turns, int authors) {
        postgres.query("TRUNCATE turn, prompt, assignment, episode, scheduler_fair_turn CASCADE")
                .executeAndAwait();
        String numbers = "FROM generate_series(0, %d) AS i".formatted(turns - 1);
        String author = "md5('author ' || i %% %d)::uuid".formatted(authors);
        String prefix = "'net-' || (i %% %d) / 4".formatted(authors);
        String round = "i / %d * 4 + i %% %d %% 4".formatted(authors, authors);
        write(postgres, """
                INSERT INTO prompt (id, author, network_prefix, state, instruction, scene_id, policy_name,
                                    submitted_at, screening, version)
                SELECT md5('prompt ' || i)::uuid, %s, %s, 'QUEUED', 'put the red cube in the blue bowl', $1, $2, now(),
                       'PASSED', 2
                %s""".formatted(author, prefix, numbers), Tuple.of(Lab.SCENE, Lab.POLICY));
        write(postgres, """
                INSERT INTO turn (id, prompt_id, author, state, priority_class, fair_round, ticket, scene_id,
                                  policy_name, policy_digest, embodiment, action_space_kind, instruction, seed,
                                  max_steps, attempts, admitted_at, expires_at, version)
                SELECT md5('turn ' || i)::uuid, md5('prompt ' || i)::uuid, %s, 'WAITING', 0, %s,
                       nextval('scheduler_ticket'), $1, $2, $3, 'tabletop-arm-6dof', 'delta-pose-gripper',
                       'put the red cube in the blue bowl', i, 200, 0, now(), now() + interval '1 day', 1
                %s""".formatted(author, round, numbers), Tuple.of(Lab.SCENE, Lab.POLICY, Lab.DIGEST));
        write(postgres, """
                INSERT INTO scheduler_fair_turn (ticket, priority_class, network_prefix, author, author_round, fair_round)
                SELECT t.ticket, 0, p.network_prefix, t.author, t.fair_round / 4, t.fair_round
                FROM turn t JOIN prompt p ON p.id = t.prompt_id""", Tuple.tuple());
        postgres.query("UPDATE scheduler_fair_clock SET fair_round = 0").executeAndAwait();
        postgres.query("VACUUM ANALYZE turn, scheduler_fair_turn, assignment").executeAndAwait();
    }

    private static void write(Pool postgres, String sql, Tuple values) {
        postgres.preparedQuery(sql).executeAndAwait(values);
    }
}
