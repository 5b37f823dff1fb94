# A simulator worker: physics, pictures, policies, recording and live video. Physics and ffmpeg lie in its jars. Build from the
# top of the repository:
#   docker build -f docker/simulator.Dockerfile -t parley/simulator .
FROM eclipse-temurin:25-jdk AS build
WORKDIR /source
COPY . .
RUN --mount=type=cache,target=/root/.m2 ./mvnw --no-transfer-progress --also-make --projects sim-workers package \
    -DskipTests -Dspotless.check.skip=true

FROM eclipse-temurin:25-jre
RUN groupadd --gid 10001 parley \
    && useradd --uid 10001 --gid parley --home-dir /data --shell /usr/sbin/nologin parley \
    && install --directory --owner parley --group parley /data
COPY --from=build /source/sim-workers/target/dist /opt/parley
COPY --from=build /source/LICENSE /source/NOTICE /opt/parley/
COPY --chmod=0555 docker/simulator-entrypoint.sh /usr/local/bin/simulator-entrypoint
USER 10001:10001
WORKDIR /data
VOLUME /data
ENV PARLEY_GATEWAY=http://proxy:8080 \
    PARLEY_STATION_KEY_FILE=/run/secrets/station_key
# The log says "ready" once the gateway has welcomed the station; from then on the file is there.
HEALTHCHECK --interval=10s --timeout=3s --start-period=90s --retries=3 CMD ["test", "-e", "/tmp/ready"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["simulator-entrypoint"]
