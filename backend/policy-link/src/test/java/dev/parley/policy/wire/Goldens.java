package dev.parley.policy.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** Messages that Python wrote. */
public final class Goldens {
    private Goldens() {}

    public static byte[] bytes(String name) {
        String file = "/policy-wire/" + name + ".msgpack";
        try (InputStream in =
                Objects.requireNonNull(Goldens.class.getResourceAsStream(file), "there is no golden message " + file)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static PolicyValue.Fields fields(String name) throws WireFault {
        return (PolicyValue.Fields) new PolicyWire(WireBounds.REPLY).read(bytes(name));
    }
}
