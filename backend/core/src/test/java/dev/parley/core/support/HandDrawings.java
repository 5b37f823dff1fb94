package dev.parley.core.support;

import dev.parley.core.goal.ArrangedScene;
import dev.parley.core.goal.GoalRelation;
import dev.parley.core.goal.Placed;
import dev.parley.core.goal.SceneDrawings;
import dev.parley.core.problem.ErrorCode;
import dev.parley.core.problem.ParleyException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/** A table with a red cube and a blue bowl, drawn as dots: what a simulator would say of it, without physics. */
@ApplicationScoped
public class HandDrawings implements SceneDrawings {
    private static final double BOWL_X = 0.1;

    @Override
    public Uni<ArrangedScene> draw(String sceneId, long seed, List<Placed> placements) {
        return Uni.createFrom().item(() -> drawn(placements));
    }

    private static ArrangedScene drawn(List<Placed> placements) {
        Placed cube = new Placed("cube-red", 0, 0, 0);
        for (Placed placed : placements) {
            if (!placed.object().equals("cube-red")) {
                throw new ParleyException(ErrorCode.PLACEMENT_REFUSED, "This scene has no object " + placed.object());
            }
            cube = placed;
        }
        List<GoalRelation> relations = new ArrayList<>();
        if (Math.hypot(cube.xM() - BOWL_X, cube.yM()) < 0.05) {
            relations.add(new GoalRelation("inside", "cube-red", "bowl-blue", "", null, null));
        } else if (Math.hypot(cube.xM(), cube.yM()) > 0.01) {
            relations.add(new GoalRelation("at", "cube-red", "", "", cube.xM(), cube.yM()));
            relations.add(new GoalRelation("beside", "cube-red", "bowl-blue", "left", null, null));
        }
        return new ArrangedScene(
                png(cube),
                List.of(thing("cube-red", cube.xM(), cube.yM()), thing("bowl-blue", BOWL_X, 0)),
                new ArrangedScene.Reach(-0.2, 0.2, -0.3, 0.3),
                new ArrangedScene.View(List.of(0.8, 0.0, 0.6), List.of(0.0, 0.0, 0.0), 45, 64, 48),
                relations);
    }

    private static ArrangedScene.ShownThing thing(String id, double x, double y) {
        return new ArrangedScene.ShownThing(
                id, true, x, y, 0.02, 0, List.of(-.02, -.02, .02, -.02, .02, .02, -.02, .02), -.02, .02);
    }

    private static byte[] png(Placed cube) {
        BufferedImage image = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
        image.setRGB((int) (32 + 80 * cube.yM()), (int) (24 + 80 * cube.xM()), 0xff0000);
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", png);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return png.toByteArray();
    }
}
