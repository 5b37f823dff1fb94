package dev.parley.core.rest.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.stream.Collectors;

/**
 * Reads request bodies strictly and names the field that is wrong: a misspelt field that is ignored would answer
 * something else than was asked.
 */
@ApplicationScoped
public class JsonBody {
    /** Of a body with a list of thousands of episodes. */
    public static final int LARGEST_STUDY_BYTES = 8 * 1024 * 1024;

    public static final int LARGEST_BYTES = 64 * 1024;

    private final ObjectMapper json = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            // 7 is no sentence: a number or a truth value where text is expected is a mistake of the caller's program.
            .withCoercionConfig(
                    LogicalType.Textual,
                    text -> text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                            .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
            .addModule(new Jdk8Module())
            .build();

    /** @throws ParleyException BODY_MALFORMED */
    public <T> T read(byte[] body, Class<T> type) {
        return read(body, type, LARGEST_BYTES);
    }

    /** @throws ParleyException BODY_MALFORMED */
    public <T> T read(byte[] body, Class<T> type, int largestBytes) {
        if (body.length == 0) {
            throw malformed("The body is empty; a JSON object is expected.");
        }
        if (body.length > largestBytes) {
            throw malformed("The body has %d bytes; at most %d are taken.".formatted(body.length, largestBytes));
        }
        try {
            T value = json.readValue(body, type);
            if (value == null) {
                throw malformed("The body is null; a JSON object is expected.");
            }
            return value;
        } catch (UnrecognizedPropertyException e) {
            throw malformed("The field \"%s\" is unknown; known are %s."
                    .formatted(
                            e.getPropertyName(),
                            e.getKnownPropertyIds().stream()
                                    .map(Object::toString)
                                    .sorted()
                                    .collect(Collectors.joining(", "))));
        } catch (JsonMappingException e) {
            throw malformed(
                    e.getPath().isEmpty()
                            ? "The body is not a JSON object of the expected shape; see /q/openapi."
                            : "The field \"%s\" has a value of the wrong type.".formatted(path(e)));
        } catch (StreamConstraintsException e) {
            // Has no place in the body to name.
            throw malformed("The body nests too deeply, or one of its numbers or names is too long.");
        } catch (JsonProcessingException e) {
            throw malformed("The body is not JSON: it breaks off or goes wrong at line %d, column %d."
                    .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr()));
        } catch (IOException e) {
            throw malformed("The body is not UTF-8 JSON.");
        }
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                .collect(Collectors.joining("."));
    }

    private static ParleyException malformed(String detail) {
        return new ParleyException(ErrorCode.BODY_MALFORMED, detail);
    }
}
