package dev.parley.core.uploaded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;

/** Mappings as they are kept: entries always in the same order, so that the same mapping is the same text. */
final class NetworkMappingJson {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private NetworkMappingJson() {}

    private record Kept(List<String> sceneIds, List<KeptInput> inputs, String output, int actionWidth, int horizon) {}

    private record KeptInput(String tensor, String from, TensorInput.Type type, List<Integer> shape) {}

    static String write(NetworkMapping mapping) {
        try {
            return JSON.writeValueAsString(new Kept(
                    mapping.sceneIds(),
                    mapping.inputs().stream()
                            .map(input -> new KeptInput(input.tensor(), input.from(), input.type(), input.shape()))
                            .toList(),
                    mapping.output(),
                    mapping.actionWidth(),
                    mapping.horizon()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a mapping is JSON", e);
        }
    }

    static NetworkMapping read(String text) {
        try {
            Kept kept = JSON.readValue(text, Kept.class);
            return new NetworkMapping(
                    kept.sceneIds(),
                    kept.inputs().stream()
                            .map(input -> new TensorInput(input.tensor(), input.from(), input.type(), input.shape()))
                            .toList(),
                    kept.output(),
                    kept.actionWidth(),
                    kept.horizon());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a mapping in the database is no mapping", e);
        }
    }
}
