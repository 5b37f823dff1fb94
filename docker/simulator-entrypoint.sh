#!/bin/bash
# Starts the worker with its key as the first line of standard input, which then stays open: its end would mean "end".
set -euo pipefail
: "${PARLEY_GATEWAY:?set it to the origin of the gateway, for example http://proxy:8080}"
: "${PARLEY_STATION_KEY_FILE:?set it to the file that holds the station key}"
if [ ! -r "$PARLEY_STATION_KEY_FILE" ]; then
  echo "The station key $PARLEY_STATION_KEY_FILE cannot be read: mount it there." >&2
  exit 2
fi
rm -f /tmp/ready
# PARLEY_SCENES: scenes or folders with commas between them; without it, all that the package carries.
# The heap options are explained in sim-workers/README.md.
exec java -Xms32m -Xmx400m -XX:+UseSerialGC -XX:-ShrinkHeapInSteps -XX:MinHeapFreeRatio=20 -XX:MaxHeapFreeRatio=40 \
  --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
  -Dparley.onnx.device="${PARLEY_ONNX_DEVICE:-cpu}" \
  -cp '/opt/parley/*:/opt/parley/lib/*' dev.parley.sim.worker.SimWorker \
  --gateway "$PARLEY_GATEWAY" --data /data --name "${PARLEY_STATION_NAME:-$HOSTNAME}" \
  ${PARLEY_SCENES:+--scene "$PARLEY_SCENES"} \
  < <(head -n 1 "$PARLEY_STATION_KEY_FILE"; exec sleep infinity) \
  > >(while IFS= read -r line; do echo "$line"; [ "$line" != "PARLEY-SIM-WORKER ready" ] || touch /tmp/ready; done)
