package dev.parley.platform;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A picture that the chosen policy cannot read is refused, and says who can. */
@ExtendWith(SharedPlatform.class)
class GoalPictureIT {
    private static final Duration EPISODE_WITHIN = Duration.ofMinutes(8);
    private static final String SCENE = "blocks-and-bowls";

    @Test
    void pictureForAPolicyThatGoesByWordsIsRefusedWithTheOnesThatLook(Platform platform) throws Exception {
        Visitor visitor = new Visitor(platform);
        String image = visitor.request()
                .contentType("image/jpeg")
                .body(lastFrame(visitor))
                .post("goal-images")
                .then()
                .statusCode(201)
                .extract()
                .path("id");

        visitor.request()
                .body(Map.of("goalImageId", image, "sceneId", SCENE, "policyId", "tabletop-bc"))
                .post("prompts")
                .then()
                .statusCode(422)
                .body("code", equalTo("policy-does-not-fit"))
                .body(
                        "detail",
                        containsString("takes no goal image. Policies that take a goal image in scene " + SCENE));
    }

    private static byte[] lastFrame(Visitor visitor) throws Exception {
        String prompt = visitor.askFor("put the red cube in the blue bowl", SCENE, "scripted-expert");
        JsonNode ended =
                visitor.await(prompt, view -> view.path("state").asText().equals("COMPLETED"), EPISODE_WITHIN);
        String episode = ended.path("episodes").path(0).path("id").asText();
        return visitor.request()
                .get("episodes/" + episode + "/poster/main.jpg")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
    }
}
