package dev.parley.core.remote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;

/** Mappings as they are kept: entries always in the order of the record, so that the same mapping is the same text. */
final class MappingJson {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private MappingJson() {}

    static String write(Mapping mapping) {
        try {
            Kept kept = new Kept(
                    mapping.sceneIds(),
                    mapping.inputs().stream()
                            .map(input -> new KeptInput(input.key(), input.from(), input.shape()))
                            .toList(),
                    mapping.actionWidth(),
                    mapping.horizon());
            return JSON.writeValueAsString(kept);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a mapping is JSON", e);
        }
    }

    static Mapping read(String text) {
        try {
            Kept kept = JSON.readValue(text, Kept.class);
            return new Mapping(
                    kept.sceneIds(),
                    kept.inputs().stream()
                            .map(input -> new Input(input.key(), input.from(), input.shape()))
                            .toList(),
                    kept.actionWidth(),
                    kept.horizon());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a mapping in the database is no mapping", e);
        }
    }

    private record Kept(List<String> sceneIds, List<KeptInput> inputs, int actionWidth, int horizon) {}

    private record KeptInput(String key, String from, List<Integer> shape) {}
}
