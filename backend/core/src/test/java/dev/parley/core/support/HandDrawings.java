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
import java.util.Optional;
import javax.imageio.ImageIO;

/**
 * A table with a red cube and a blue bowl, drawn as dots: what a simulator would say of it, without physics. Its start number
 * {@value #ROOM} is a room instead, with a robot at its middle that looks along x, a wall two metres away and a window in it.
 */
@ApplicationScoped
public class HandDrawings implements SceneDrawings {
    public static final long ROOM = 70;

    private static final double BOWL_X = 0.1;
    private static final double WALL_M = 2;

    @Override
    public Uni<ArrangedScene> draw(String sceneId, long seed, List<Placed> placements) {
        return Uni.createFrom().item(() -> seed == ROOM ? room(placements) : drawn(placements));
    }

    private static ArrangedScene room(List<Placed> placements) {
        Placed robot = placements.isEmpty() ? new Placed("robot", 0, 0, 0) : placements.getFirst();
        if (Math.abs(robot.xM()) > WALL_M || Math.abs(robot.yM()) > WALL_M) {
            throw new ParleyException(ErrorCode.PLACEMENT_REFUSED, "The robot would stand in a wall.");
        }
        List<GoalRelation> relations = new ArrayList<>();
        if (Math.hypot(robot.xM(), robot.yM()) > 0.1 || Math.abs(robot.yawRad()) > 0.17) {
            relations.add(new GoalRelation("robot-at-point", "robot", "window", "", robot.xM(), robot.yM(), null));
            relations.add(new GoalRelation("robot-heading", "robot", "bowl-blue", "", null, null, robot.yawRad()));
            relations.add(new GoalRelation("robot-at", "robot", "dock", "", null, null, null));
        }
        ArrangedScene.Reach floor = new ArrangedScene.Reach(-WALL_M, WALL_M, -WALL_M, WALL_M);
        return new ArrangedScene(
                png(new Placed("", 0, 0, 0)),
                List.of(new ArrangedScene.ShownThing(
                        "robot",
                        true,
                        robot.xM(),
                        robot.yM(),
                        0,
                        robot.yawRad(),
                        List.of(-.2, -.2, .2, -.2, .2, .2, -.2, .2),
                        0,
                        .4)),
                floor,
                new ArrangedScene.View(List.of(5.0, 0.0, 5.0), List.of(0.0, 0.0, 0.0), 45, 64, 48),
                relations,
                Optional.of(new ArrangedScene.Robot(
                        "robot",
                        0.2,
                        floor,
                        List.of(new ArrangedScene.Landmark("window", -WALL_M, 0)),
                        png(new Placed("", robot.xM() / 10, robot.yM() / 10, 0)))));
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
            relations.add(new GoalRelation("inside", "cube-red", "bowl-blue", "", null, null, null));
        } else if (Math.hypot(cube.xM(), cube.yM()) > 0.01) {
            relations.add(new GoalRelation("at", "cube-red", "", "", cube.xM(), cube.yM(), null));
            relations.add(new GoalRelation("beside", "cube-red", "bowl-blue", "left", null, null, null));
        }
        return new ArrangedScene(
                png(cube),
                List.of(thing("cube-red", cube.xM(), cube.yM()), thing("bowl-blue", BOWL_X, 0)),
                new ArrangedScene.Reach(-0.2, 0.2, -0.3, 0.3),
                new ArrangedScene.View(List.of(0.8, 0.0, 0.6), List.of(0.0, 0.0, 0.0), 45, 64, 48),
                relations,
                Optional.empty());
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
