# The simulator worker with its policies on a CUDA GPU; everything else is as in simulator.Dockerfile. Build from the top of the
# repository:
#   docker build -f docker/simulator-cuda.Dockerfile -t parley/simulator-cuda .
# Run it with --gpus 1 (compose: deploy.resources.reservations.devices) and NVIDIA's container toolkit.
FROM eclipse-temurin:25-jdk AS build
WORKDIR /source
COPY . .
# The profile takes the GPU build of ONNX Runtime, about 640 MB, instead of the CPU build of the same version.
RUN --mount=type=cache,target=/root/.m2 ./mvnw --no-transfer-progress --also-make --projects sim-workers package \
    -Pcuda -DskipTests -Dspotless.check.skip=true

FROM eclipse-temurin:25-jre AS java

FROM nvidia/cuda:12.9.1-cudnn-runtime-ubuntu24.04
COPY --from=java /opt/java/openjdk /opt/java/openjdk
ENV JAVA_HOME=/opt/java/openjdk \
    PATH=/opt/java/openjdk/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
    LANG=C.UTF-8
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
    PARLEY_STATION_KEY_FILE=/run/secrets/station_key \
    PARLEY_ONNX_DEVICE=cuda
HEALTHCHECK --interval=10s --timeout=3s --start-period=90s --retries=3 CMD ["test", "-e", "/tmp/ready"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["simulator-entrypoint"]
