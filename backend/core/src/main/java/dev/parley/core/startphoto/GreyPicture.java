package dev.parley.core.startphoto;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * A picture as small grey squares, each the mean of the pixels under it: the noise of single pixels is gone, and what stands somewhere
 * else is not. Brightness is 0 to 1, by the weights of ITU-R BT.601.
 */
final class GreyPicture {
    static final int COLUMNS = 64;
    static final int ROWS = 48;

    /** Of one station's picture. */
    private static final int MOST_BYTES = 2 * 1024 * 1024;

    private static final int MOST_SIDE_PX = 4096;

    private final double[] squares;

    private GreyPicture(double[] squares) {
        this.squares = squares;
    }

    /**
     * @param png from a station: dimensions are read from the header before a pixel is decoded
     * @throws IOException saying what is wrong with it
     */
    static GreyPicture of(byte[] png) throws IOException {
        return of(decode(png));
    }

    private static BufferedImage decode(byte[] png) throws IOException {
        if (png.length > MOST_BYTES) {
            throw new IOException("The station's picture has more than 2 MiB.");
        }
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("png");
        ImageReader reader = readers.next();
        try (ImageInputStream input = new MemoryCacheImageInputStream(new ByteArrayInputStream(png))) {
            reader.setInput(input, true, true);
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            if (width < COLUMNS || height < ROWS || width > MOST_SIDE_PX || height > MOST_SIDE_PX) {
                throw new IOException("The station's picture has %d × %d pixels; %d × %d to %d × %d can be compared."
                        .formatted(width, height, COLUMNS, ROWS, MOST_SIDE_PX, MOST_SIDE_PX));
            }
            return reader.read(0);
        } catch (IIOException | IllegalArgumentException | IndexOutOfBoundsException | NegativeArraySizeException e) {
            // Decoders answer damaged files with any of these.
            throw new IOException("The station's picture is no PNG that can be read.", e);
        } finally {
            reader.dispose();
        }
    }

    private static GreyPicture of(BufferedImage image) {
        double[] squares = new double[COLUMNS * ROWS];
        int width = image.getWidth();
        int height = image.getHeight();
        int[] line = new int[width];
        for (int row = 0; row < ROWS; row++) {
            int top = row * height / ROWS;
            int bottom = (row + 1) * height / ROWS;
            double[] sums = new double[COLUMNS];
            for (int y = top; y < bottom; y++) {
                image.getRGB(0, y, width, 1, line, 0, width);
                for (int column = 0; column < COLUMNS; column++) {
                    for (int x = column * width / COLUMNS; x < (column + 1) * width / COLUMNS; x++) {
                        sums[column] += brightness(line[x]);
                    }
                }
            }
            for (int column = 0; column < COLUMNS; column++) {
                int wide = (column + 1) * width / COLUMNS - column * width / COLUMNS;
                squares[row * COLUMNS + column] = sums[column] / ((double) wide * (bottom - top));
            }
        }
        return new GreyPicture(squares);
    }

    private static double brightness(int rgb) {
        return (0.299 * (rgb >> 16 & 0xff) + 0.587 * (rgb >> 8 & 0xff) + 0.114 * (rgb & 0xff)) / 255;
    }

    double at(int column, int row) {
        return squares[row * COLUMNS + column];
    }

    /** Half of the squares are darker. */
    double middle() {
        double[] sorted = squares.clone();
        Arrays.sort(sorted);
        return (sorted[sorted.length / 2 - 1] + sorted[sorted.length / 2]) / 2;
    }
}
