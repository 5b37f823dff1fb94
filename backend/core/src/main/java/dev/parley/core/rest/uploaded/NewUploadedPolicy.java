package dev.parley.core.rest.uploaded;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.rest.problem.Given;
import dev.parley.core.rest.problem.JsonBody;
import dev.parley.core.uploaded.Declaration;
import dev.parley.core.uploaded.NetworkMapping;
import dev.parley.core.uploaded.TensorInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Body of a declaration: what a file is that is sent afterwards. */
@Schema(description = "What is said of an ONNX file before it is sent.")
public record NewUploadedPolicy(
        @Schema(
                description = "1 to 64 lower-case letters, digits, hyphens; the id of the policy from then on.",
                required = true)
        @Nullable
        String name,

        @Schema(description = "onnx: a file that you send.", enumeration = "onnx", required = true) @Nullable
        String kind,

        @Schema(description = "As people read it, at most 80 characters; without it, the name.") @Nullable
        String title,

        @Schema(description = "At most 500 characters.") @Nullable
        String description,

        @Schema(description = "Of the file.", required = true) @Nullable
        Long sizeBytes,

        @Schema(description = "Of the file, 64 lower-case hex digits.", required = true) @Nullable
        String sha256,

        @Schema(required = true) @Nullable NewNetworkMapping mapping) {

    private static final ObjectMapper LENIENT = JsonMapper.builder().build();

    @Schema(description = "What its tensors are given, and what its answers mean. It cannot be changed later.")
    public record NewNetworkMapping(
            @Schema(description = "Where it acts; all of one body.", required = true) @Nullable
            List<String> sceneIds,

            @Schema(description = "All that the network takes.", required = true) @Nullable
            List<NewTensor> inputs,

            @Schema(description = "The tensor with the actions, one after the other.", required = true) @Nullable
            String output,

            @Schema(description = "Numbers in one action, in the station's order and units.", required = true) @Nullable
            Integer actionWidth,

            @Schema(
                    description = "Actions of an answer that are carried out before it is asked again.",
                    required = true)
            @Nullable
            Integer horizon) {}

    /** One input. */
    public record NewTensor(
            @Schema(description = "As the file names it.", required = true) @Nullable
            String tensor,

            @Schema(description = "camera, state, state:FROM:TO or instruction.", required = true) @Nullable
            String from,

            @Schema(
                    description = "float32 unless told otherwise; of a picture 0 to 1.",
                    enumeration = {"uint8", "float32"})
            @Nullable
            String type,

            @Schema(
                    description =
                            "Without the batch: [224, 224, 3] for a picture, [6] for a state, [384] for the instruction.",
                    required = true)
            @Nullable
            List<Integer> shape) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Kind(@Nullable String kind) {}

    /** Whether a body says that it is one of these; what is no JSON is none. */
    public static boolean isMeant(byte[] body) {
        if (body.length > JsonBody.LARGEST_BYTES) {
            return false;
        }
        try {
            Kind said = LENIENT.readValue(body, Kind.class);
            return said != null && "onnx".equals(said.kind());
        } catch (IOException e) {
            return false;
        }
    }

    /** @throws ParleyException BODY_MALFORMED or MAPPING_REFUSED */
    public Declaration declaration() {
        String called = Given.field("name", name);
        return new Declaration(
                called,
                title == null ? called : title,
                description == null ? "" : description,
                Given.field("sizeBytes", sizeBytes),
                Given.field("sha256", sha256),
                mapping(Given.field("mapping", mapping)));
    }

    private static NetworkMapping mapping(NewNetworkMapping wanted) {
        List<TensorInput> inputs = new ArrayList<>();
        for (NewTensor input : Given.field("mapping.inputs", wanted.inputs())) {
            NewTensor each = Given.field("mapping.inputs", input);
            inputs.add(new TensorInput(
                    Given.field("mapping.inputs.tensor", each.tensor()),
                    Given.field("mapping.inputs.from", each.from()),
                    type(each.type()),
                    Given.field("mapping.inputs.shape", each.shape()).stream()
                            .map(length -> Given.field("mapping.inputs.shape", length))
                            .toList()));
            if (inputs.size() > NetworkMapping.MOST_INPUTS) {
                break;
            }
        }
        return new NetworkMapping(
                Given.field("mapping.sceneIds", wanted.sceneIds()).stream()
                        .map(scene -> Given.field("mapping.sceneIds", scene))
                        .limit(NetworkMapping.MOST_SCENES + 1L)
                        .toList(),
                inputs,
                Given.field("mapping.output", wanted.output()),
                Given.field("mapping.actionWidth", wanted.actionWidth()),
                Given.field("mapping.horizon", wanted.horizon()));
    }

    private static TensorInput.Type type(@Nullable String said) {
        return switch (said == null ? "float32" : said) {
            case "float32" -> TensorInput.Type.FLOAT32;
            case "uint8" -> TensorInput.Type.UINT8;
            default ->
                throw new ParleyException(ErrorCode.BODY_MALFORMED, "mapping.inputs.type is \"float32\" or \"uint8\".");
        };
    }
}
