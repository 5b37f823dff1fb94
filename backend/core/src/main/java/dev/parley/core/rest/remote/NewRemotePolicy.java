package dev.parley.core.rest.remote;

import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import dev.parley.core.remote.Input;
import dev.parley.core.remote.Mapping;
import dev.parley.core.remote.Registration;
import dev.parley.core.rest.problem.Given;
import dev.parley.policy.dialect.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Body of a registration. */
record NewRemotePolicy(
        @Schema(
                description = "1 to 64 lower-case letters, digits, hyphens; the id of the policy from then on.",
                required = true)
        @Nullable
        String name,

        @Schema(description = "remote: it runs on your server.", enumeration = "remote", required = true) @Nullable
        String kind,

        @Schema(description = "As people read it, at most 80 characters; without it, the name.") @Nullable
        String title,

        @Schema(description = "At most 500 characters.") @Nullable
        String description,

        @Schema(description = "Of your policy server: ws:// or wss://.", required = true) @Nullable
        String url,

        @Schema(
                enumeration = {"openpi", "roboarena"},
                required = true)
        @Nullable
        String dialect,

        @Schema(description = "Sent to your server as Authorization: Api-Key. Kept sealed; never shown again.")
        @Nullable
        String apiKey,

        @Schema(required = true) @Nullable NewMapping mapping) {

    @Schema(description = "What it is shown, and what its answers mean. It cannot be changed later.")
    record NewMapping(
            @Schema(description = "Where it acts; all of one body.", required = true) @Nullable
            List<String> sceneIds,

            @Schema(description = "In the order in which your server is sent them.", required = true) @Nullable
            List<NewInput> inputs,

            @Schema(description = "Numbers in one action, in the station's order and units.", required = true) @Nullable
            Integer actionWidth,

            @Schema(
                    description = "Actions of an answer that are carried out before it is asked again.",
                    required = true)
            @Nullable
            Integer horizon) {}

    record NewInput(
            @Schema(description = "As your server reads it; a>b is b in the map a.", required = true) @Nullable
            String key,

            @Schema(description = "instruction, camera, camera:NAME, state or state:FROM:TO.", required = true)
            @Nullable
            String from,

            @Schema(description = "[224, 224, 3] for a picture, [6] for a state; left out for the instruction.")
            @Nullable
            List<Integer> shape) {}

    /** @throws ParleyException BODY_MALFORMED or MAPPING_REFUSED */
    Registration registration() {
        String called = Given.field("name", name);
        if (!Given.field("kind", kind).equals("remote")) {
            throw new ParleyException(
                    ErrorCode.BODY_MALFORMED,
                    "kind is \"remote\", a policy that runs on your server, or \"onnx\", a file that you send.");
        }
        return new Registration(
                called,
                title == null ? called : title,
                description == null ? "" : description,
                Registration.url(Given.field("url", url)),
                dialect(Given.field("dialect", dialect)),
                Optional.ofNullable(apiKey),
                mapping(Given.field("mapping", mapping)));
    }

    private static Dialect dialect(String word) {
        return switch (word) {
            case "openpi" -> Dialect.OPENPI;
            case "roboarena" -> Dialect.ROBOARENA;
            default -> throw new ParleyException(ErrorCode.BODY_MALFORMED, "dialect is \"openpi\" or \"roboarena\".");
        };
    }

    private static Mapping mapping(NewMapping wanted) {
        List<Input> inputs = new ArrayList<>();
        for (NewInput input : Given.field("mapping.inputs", wanted.inputs())) {
            NewInput each = Given.field("mapping.inputs", input);
            inputs.add(new Input(
                    Given.field("mapping.inputs.key", each.key()),
                    Given.field("mapping.inputs.from", each.from()),
                    each.shape() == null
                            ? List.of()
                            : each.shape().stream()
                                    .map(length -> Given.field("mapping.inputs.shape", length))
                                    .toList()));
            if (inputs.size() > Mapping.MOST_INPUTS) {
                break;
            }
        }
        List<String> scenes = Given.field("mapping.sceneIds", wanted.sceneIds()).stream()
                .map(scene -> Given.field("mapping.sceneIds", scene))
                .limit(Mapping.MOST_SCENES + 1L)
                .toList();
        return new Mapping(
                scenes,
                inputs,
                Given.field("mapping.actionWidth", wanted.actionWidth()),
                Given.field("mapping.horizon", wanted.horizon()));
    }
}
