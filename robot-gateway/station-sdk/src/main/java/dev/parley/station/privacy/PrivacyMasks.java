package dev.parley.station.privacy;

import dev.parley.contracts.wire.WireLimits;
import dev.parley.station.v1.PrivacyMask;
import java.util.Arrays;
import java.util.List;

/**
 * Parts of one camera's picture that are black before the picture goes anywhere: apply them once, to the raw frame that posters, live
 * video and recordings are made from. A pixel that a mask touches is black. Immutable; safe from any thread.
 */
public final class PrivacyMasks {
    /** Nothing is hidden. */
    public static final PrivacyMasks NONE = new PrivacyMasks(List.of());

    private static final int BLACK = 0xFF000000;
    private static final double ROUNDING = 1e-9;

    private final List<PrivacyMask> masks;

    /** @throws IllegalArgumentException for more than 16, and for one that is not inside the picture */
    public PrivacyMasks(List<PrivacyMask> masks) {
        if (masks.size() > WireLimits.PRIVACY_MASKS) {
            throw new IllegalArgumentException(
                    "A camera has at most " + WireLimits.PRIVACY_MASKS + " privacy masks, not " + masks.size());
        }
        masks.forEach(PrivacyMasks::requireInside);
        this.masks = List.copyOf(masks);
    }

    /**
     * From {@code left,top,width,height;...} in fractions of the picture.
     *
     * @throws IllegalArgumentException naming what is wrong
     */
    public static PrivacyMasks parse(String text) {
        return new PrivacyMasks(
                Arrays.stream(text.split(";", -1)).map(PrivacyMasks::mask).toList());
    }

    /** As the station announces them with the camera. */
    public List<PrivacyMask> announced() {
        return masks;
    }

    /** Blackens them in a picture of one int per pixel, rows from the top. */
    public void apply(int[] argb, int widthPx, int heightPx) {
        for (PrivacyMask mask : masks) {
            int left = first(mask.getLeft(), widthPx);
            int right = last(mask.getLeft() + mask.getWidth(), widthPx);
            int bottom = last(mask.getTop() + mask.getHeight(), heightPx);
            for (int y = first(mask.getTop(), heightPx); y < bottom; y++) {
                Arrays.fill(argb, y * widthPx + left, y * widthPx + right, BLACK);
            }
        }
    }

    private static int first(double fraction, int sizePx) {
        return Math.clamp((long) Math.floor(fraction * sizePx + ROUNDING), 0, sizePx);
    }

    private static int last(double fraction, int sizePx) {
        return Math.clamp((long) Math.ceil(fraction * sizePx - ROUNDING), 0, sizePx);
    }

    private static PrivacyMask mask(String text) {
        String[] parts = text.strip().split(",", -1);
        if (parts.length != 4) {
            throw new IllegalArgumentException("A privacy mask is left,top,width,height, not \"" + text + "\"");
        }
        try {
            return PrivacyMask.newBuilder()
                    .setLeft(Double.parseDouble(parts[0]))
                    .setTop(Double.parseDouble(parts[1]))
                    .setWidth(Double.parseDouble(parts[2]))
                    .setHeight(Double.parseDouble(parts[3]))
                    .build();
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("A privacy mask has four numbers from 0 to 1, not \"" + text + "\"", e);
        }
    }

    private static void requireInside(PrivacyMask mask) {
        if (!inside(mask.getLeft(), mask.getWidth()) || !inside(mask.getTop(), mask.getHeight())) {
            throw new IllegalArgumentException(
                    "A privacy mask lies inside the picture, which is 0 to 1 wide and high, and is larger than nothing; not "
                            + mask.getLeft() + "," + mask.getTop() + "," + mask.getWidth() + "," + mask.getHeight());
        }
    }

    /** Not a number is neither. */
    private static boolean inside(double from, double size) {
        return from >= 0 && size > 0 && from + size <= 1 + ROUNDING;
    }
}
