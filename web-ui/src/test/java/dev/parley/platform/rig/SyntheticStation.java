package dev.parley.platform.rig;

import dev.parley.station.Station;
import dev.parley.station.StationConfig;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A station without physics, on the same SDK as every other: hundreds of its episodes fit into a minute. Arguments: the
 * gateway's address and a data folder; the key comes by standard input, whose end ends the program.
 */
public final class SyntheticStation {
    static final String READY = "SYNTHETIC-STATION";

    private SyntheticStation() {}

    public static void main(String[] arguments) throws Exception {
        Path data = Path.of(arguments[1]);
        BufferedReader parent = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String key = parent.readLine();
        if (key == null) {
            throw new IllegalArgumentException("the station's key must come as the first line of standard input");
        }
        try (Station station = Station.connect(
                StationConfig.of(URI.create(arguments[0]), key, data), new SyntheticBody(data.resolve("runs.log")))) {
            System.out.println(READY + " " + ProcessHandle.current().pid());
            while (parent.readLine() != null) {
                System.out.println("nothing but the key and the end is expected here");
            }
            System.out.println("ending: " + station.status());
        }
        System.exit(0);
    }
}
