package dev.parley.sim.evaluate;

import dev.parley.sim.policy.GoalPicture;
import dev.parley.sim.policy.Prompted;
import dev.parley.sim.scene.SceneDescription;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import javax.imageio.ImageIO;

/** Planned episodes as a platform takes them: what decides an episode here decides it there, to the last bit. */
final class StudyItems {

    private final Preparation prepared;
    private final Map<String, Object> version;
    private final Map<String, String> sceneIds = new HashMap<>();

    StudyItems(Preparation prepared) {
        this.prepared = prepared;
        version = Map.of(
                "name", prepared.arguments().get("policy"),
                "digest", prepared.arguments().get("version"));
    }

    /**
     * The items in the order of the plan. Goal pictures are drawn here and uploaded; where none can be shown there is no item.
     *
     * @param stopped ends it early
     * @param told hears how many are ready, after each
     */
    List<Map<String, Object>> of(StudyPlatform platform, BooleanSupplier stopped, IntConsumer told)
            throws IOException, InterruptedException {
        boolean words = prepared.options().promptBy() == EvaluateOptions.PromptBy.WORDS;
        List<Map<String, Object>> items = new ArrayList<>();
        Map<String, Prompter> prompters = new HashMap<>();
        try {
            for (PlannedEpisode planned : prepared.episodes()) {
                if (stopped.getAsBoolean()) {
                    break;
                }
                if (words) {
                    items.add(item(planned, "instruction", planned.instruction()));
                } else {
                    Optional<GoalPicture> picture = prompters
                            .computeIfAbsent(planned.scene(), prepared.prompters())
                            .prompted(planned)
                            .flatMap(Prompted::picture);
                    if (picture.isPresent()) {
                        items.add(item(planned, "goalImageId", platform.upload(png(picture.get()))));
                    }
                    told.accept(items.size());
                }
            }
        } finally {
            prompters.values().forEach(Prompter::close);
        }
        return items;
    }

    private Map<String, Object> item(PlannedEpisode planned, String asked, String value) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("policyVersion", version);
        item.put(
                "sceneId",
                sceneIds.computeIfAbsent(
                        planned.scene(), scene -> SceneDescription.load(scene).id()));
        item.put("taskId", planned.task().id());
        item.put(asked, value);
        item.put("seed", Long.toUnsignedString(planned.seed()));
        item.put("conditions", prepared.pinned().values());
        return item;
    }

    /** Without loss: the station gets the pixels that were drawn here. */
    private static byte[] png(GoalPicture picture) throws IOException {
        BufferedImage image = new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_INT_RGB);
        byte[] rgb = picture.rgb();
        for (int i = 0; i < rgb.length / 3; i++) {
            int pixel = (rgb[3 * i] & 0xff) << 16 | (rgb[3 * i + 1] & 0xff) << 8 | rgb[3 * i + 2] & 0xff;
            image.setRGB(i % picture.width(), i / picture.width(), pixel);
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        if (!ImageIO.write(image, "png", png)) {
            throw new IllegalStateException("Every Java writes PNG files");
        }
        return png.toByteArray();
    }
}
