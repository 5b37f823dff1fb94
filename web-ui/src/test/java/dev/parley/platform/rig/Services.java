package dev.parley.platform.rig;

import dev.parley.server.child.FreePort;
import dev.parley.server.child.PostgresChild;
import dev.parley.server.child.RedisChild;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;

/** Where PostgreSQL, Redis and the media server come from: beside the servers, or out of the only one. */
sealed interface Services {
    List<String> NAMES = List.of("postgres", "redis", "media-server");

    /** What the rig itself keeps alive. */
    List<Part> parts();

    /** What a server is told about them, as command line options. */
    List<String> settings();

    /** For JDBC. */
    String databaseUrl() throws IOException;

    String redisUrl();

    /** Each a part of the rig, at the same place over all restarts. */
    record External(PostgresChild postgres, RedisChild redis, int mediaPort, RigFolder folder) implements Services {
        static External in(RigFolder folder) throws IOException {
            RedisChild redis =
                    new RedisChild(folder.in("redis"), folder.records(), FreePort.find(), new SecureRandom());
            redis.unpack();
            return new External(
                    new PostgresChild(folder.in("postgres"), RigFolder.programs(), folder.records(), FreePort.find()),
                    redis,
                    FreePort.find(),
                    folder);
        }

        @Override
        public List<Part> parts() {
            return List.of(
                    new ServicePart(postgres, folder.records()),
                    new ServicePart(redis, folder.records()),
                    new JavaPart(Program.mediaServer(folder.path(), mediaPort), folder.logs()));
        }

        @Override
        public List<String> settings() {
            return List.of(
                    "-Dparley.postgres.url=" + postgres.url(),
                    "-Dparley.redis.url=" + redis.url(),
                    "-Dparley.kurento.url=ws://127.0.0.1:" + mediaPort + "/kurento");
        }

        @Override
        public String databaseUrl() {
            return "jdbc:" + postgres.url();
        }

        @Override
        public String redisUrl() {
            return redis.url();
        }
    }

    /** Children of the only server, under its own supervisor; where they are changes when the server starts again. */
    record Embedded(Path data) implements Services {
        private static final int PORT_LINE = 3;

        @Override
        public List<Part> parts() {
            return List.of();
        }

        @Override
        public List<String> settings() {
            return List.of();
        }

        @Override
        public String databaseUrl() throws IOException {
            List<String> lines =
                    Files.readAllLines(data.resolve("postgres").resolve("data").resolve("postmaster.pid"));
            if (lines.size() <= PORT_LINE) {
                throw new IOException("PostgreSQL has not said yet where it is");
            }
            return "jdbc:postgresql://127.0.0.1:" + lines.get(PORT_LINE).strip() + "/postgres";
        }

        @Override
        public String redisUrl() {
            throw new UnsupportedOperationException("the embedded Redis tells its password to nobody");
        }

        Path records() {
            return data.resolve("children");
        }
    }
}
