# The server: pages, REST, scheduler, gateway. Build from the top of the repository:
#   docker build -f docker/server.Dockerfile -t parley/server .
FROM eclipse-temurin:25-jdk AS build
WORKDIR /source
COPY . .
# The Maven repository stays between builds.
RUN --mount=type=cache,target=/root/.m2 ./mvnw --no-transfer-progress package -DskipTests -Dspotless.check.skip=true \
    && rm -r web-ui/target/quarkus-app/children

FROM eclipse-temurin:25-jre
RUN apt-get update \
    && apt-get install --yes --no-install-recommends curl \
    && rm -rf /var/lib/apt/lists/* \
    && groupadd --gid 10001 parley \
    && useradd --uid 10001 --gid parley --home-dir /data --shell /usr/sbin/nologin parley \
    && install --directory --owner parley --group parley /data /artifacts
COPY --from=build /source/web-ui/target/quarkus-app /opt/parley
COPY --from=build /source/LICENSE /source/NOTICE /opt/parley/
USER 10001:10001
WORKDIR /data
VOLUME /data /artifacts
# Everything that this image does not carry is elsewhere: it starts no child process.
ENV PARLEY_HOST=0.0.0.0 \
    PARLEY_PORT=8080 \
    PARLEY_DATA=/data \
    PARLEY_ARTIFACTS_FOLDER=/artifacts \
    PARLEY_EMBEDDED_SIMULATOR=0
EXPOSE 8080
# Alive, not ready: a server that waits for its database is not ill.
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s --retries=3 \
    CMD ["curl", "--fail", "--silent", "--output", "/dev/null", "http://127.0.0.1:8080/q/health/live"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=60", "-XX:+ExitOnOutOfMemoryError", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-jar", "/opt/parley/quarkus-run.jar"]
