package dev.parley.rosbridge.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Makes messages of frames. Stateless. */
final class FrameReader {
    private static final int DEEPEST = 32;

    private final ObjectMapper json;

    FrameReader(int largestFrame) {
        // Python writes NaN as a bare word; whether a number may be none is for who needs it to say.
        json = JsonMapper.builder()
                .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                .build();
        json.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(DEEPEST)
                        .maxStringLength(largestFrame)
                        .build());
    }

    JsonNode text(CharSequence frame) throws RosFault {
        try {
            return object(json.readTree(frame.toString()));
        } catch (JsonProcessingException e) {
            throw new RosFault("rosbridge sent a text that is no JSON", e);
        }
    }

    JsonNode binary(byte[] frame) throws RosFault {
        return object(Cbor.read(frame));
    }

    private static JsonNode object(JsonNode node) throws RosFault {
        if (!node.isObject()) {
            throw new RosFault("rosbridge sent something that is no operation");
        }
        return node;
    }
}
