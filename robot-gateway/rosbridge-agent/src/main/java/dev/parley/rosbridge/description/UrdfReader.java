package dev.parley.rosbridge.description;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Reads URDF: the links, and the joints with what their motion needs. Shapes, colours, masses and drives are left alone. */
public final class UrdfReader {
    private static final int MOST_PARTS = 4096;
    private static final double NO_LENGTH = 1e-9;

    private UrdfReader() {}

    /** @throws UrdfException saying what is wrong */
    public static RobotDescription read(byte[] urdf) {
        Element robot = HardenedXml.root(urdf);
        if (!robot.getTagName().equals("robot")) {
            throw new UrdfException("A URDF is a <robot>, not a <" + robot.getTagName() + ">.");
        }
        Set<String> links = new HashSet<>();
        for (Element link : children(robot, "link")) {
            if (!links.add(required(link, "name"))) {
                throw new UrdfException("Link " + required(link, "name") + " is there twice.");
            }
        }
        List<Joint> joints = new ArrayList<>();
        Set<String> names = new HashSet<>();
        Set<String> hung = new HashSet<>();
        for (Element element : children(robot, "joint")) {
            Joint joint = joint(element);
            if (!names.add(joint.name())) {
                throw new UrdfException("Joint " + joint.name() + " is there twice.");
            }
            if (!links.contains(joint.parent()) || !links.contains(joint.child())) {
                throw new UrdfException("Joint " + joint.name() + " joins " + joint.parent() + " and " + joint.child()
                        + ", of which one is no link.");
            }
            if (!hung.add(joint.child())) {
                throw new UrdfException("Link " + joint.child() + " hangs on two joints.");
            }
            joints.add(joint);
        }
        if (links.isEmpty()) {
            throw new UrdfException("The description has no link.");
        }
        return new RobotDescription(robot.getAttribute("name"), links, joints);
    }

    private static Joint joint(Element element) {
        String name = required(element, "name");
        Joint.Kind kind = kind(required(element, "type"));
        Optional<Element> origin = child(element, "origin");
        Vector3 axis =
                child(element, "axis").map(each -> vector(each, "xyz", name)).orElse(new Vector3(1, 0, 0));
        if (kind.moves() && axis.length() < NO_LENGTH) {
            throw new UrdfException("The axis of joint " + name + " has no direction.");
        }
        return new Joint(
                name,
                kind,
                required(child(element, "parent").orElseThrow(() -> lacks(name, "parent")), "link"),
                required(child(element, "child").orElseThrow(() -> lacks(name, "child")), "link"),
                Transform.of(
                        origin.map(each -> vector(each, "xyz", name)).orElse(Vector3.ZERO),
                        origin.map(each -> vector(each, "rpy", name)).orElse(Vector3.ZERO)),
                kind.moves() ? axis.times(1 / axis.length()) : axis,
                limits(element, kind, name),
                child(element, "mimic").map(mimic -> required(mimic, "joint")));
    }

    private static Joint.Kind kind(String type) {
        return switch (type) {
            case "revolute" -> Joint.Kind.REVOLUTE;
            case "continuous" -> Joint.Kind.CONTINUOUS;
            case "prismatic" -> Joint.Kind.PRISMATIC;
            case "fixed" -> Joint.Kind.FIXED;
            case "floating", "planar" -> Joint.Kind.OTHER;
            default -> throw new UrdfException("A joint is of type " + type + ", which URDF does not have.");
        };
    }

    private static Optional<Joint.Limits> limits(Element joint, Joint.Kind kind, String name) {
        Optional<Element> limit = child(joint, "limit");
        if (limit.isEmpty() || kind == Joint.Kind.FIXED || kind == Joint.Kind.OTHER) {
            return Optional.empty();
        }
        double velocity = number(limit.get(), "velocity", 0, name);
        if (kind == Joint.Kind.CONTINUOUS) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Joint.Limits(
                    number(limit.get(), "lower", 0, name), number(limit.get(), "upper", 0, name), velocity));
        } catch (IllegalArgumentException e) {
            throw new UrdfException("Joint " + name + ": " + e.getMessage(), e);
        }
    }

    private static UrdfException lacks(String joint, String what) {
        return new UrdfException("Joint " + joint + " has no " + what + ".");
    }

    private static String required(Element element, String attribute) {
        String value = element.getAttribute(attribute).strip();
        if (value.isEmpty()) {
            throw new UrdfException("A <" + element.getTagName() + "> has no " + attribute + ".");
        }
        return value;
    }

    private static Vector3 vector(Element element, String attribute, String joint) {
        String text = element.getAttribute(attribute).strip();
        if (text.isEmpty()) {
            return Vector3.ZERO;
        }
        String[] parts = text.split("\\s+", -1);
        if (parts.length != 3) {
            throw new UrdfException("Joint " + joint + ": " + attribute + " has three numbers, not \"" + text + "\".");
        }
        return new Vector3(finite(parts[0], joint), finite(parts[1], joint), finite(parts[2], joint));
    }

    private static double number(Element element, String attribute, double otherwise, String joint) {
        String text = element.getAttribute(attribute).strip();
        return text.isEmpty() ? otherwise : finite(text, joint);
    }

    private static double finite(String text, String joint) {
        try {
            double value = Double.parseDouble(text);
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new UrdfException("Joint " + joint + ": \"" + text + "\" is no number.", e);
        }
        throw new UrdfException("Joint " + joint + ": \"" + text + "\" is no finite number.");
    }

    private static Optional<Element> child(Element parent, String tag) {
        return children(parent, tag).stream().findFirst();
    }

    private static List<Element> children(Element parent, String tag) {
        List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getTagName().equals(tag)) {
                children.add(element);
            }
            if (children.size() > MOST_PARTS) {
                throw new UrdfException("The description has more than " + MOST_PARTS + " of <" + tag + ">.");
            }
        }
        return children;
    }
}
