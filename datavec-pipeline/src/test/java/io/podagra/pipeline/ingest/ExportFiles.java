package io.podagra.pipeline.ingest;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Files as exports hold them, good and bad, written with the JDK's ImageIO. */
final class ExportFiles {
    static final int WIDTH = 64;
    static final int HEIGHT = 48;

    /** Signature and IHDR: 8 + 4 + 4 + 13 + 4 bytes. */
    private static final int FIRST_CHUNKS = 33;

    private ExportFiles() {}

    /** Noise: no two seeds give the same pixels. */
    static BufferedImage image(long seed, int type) {
        Random random = new Random(seed);
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, type);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                for (int band = 0; band < image.getRaster().getNumBands(); band++) {
                    image.getRaster().setSample(x, y, band, random.nextInt(256));
                }
            }
        }
        return image;
    }

    static byte[] bytes(long seed, String format) throws IOException {
        return bytes(image(seed, BufferedImage.TYPE_BYTE_GRAY), format);
    }

    static byte[] bytes(BufferedImage image, String format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (!ImageIO.write(image, format, out)) {
            throw new IOException("no ImageIO writer for " + format);
        }
        return out.toByteArray();
    }

    static Path write(Path file, byte[] content) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.write(file, content);
    }

    /** A PNG chunk put in after the header. */
    static byte[] withChunk(byte[] png, String type, byte[] data) {
        byte[] body = join(type.getBytes(StandardCharsets.US_ASCII), data);
        byte[] chunk = join(integer(data.length), body, checksum(body));
        return join(
                Arrays.copyOf(png, FIRST_CHUNKS),
                chunk,
                Arrays.copyOfRange(png, FIRST_CHUNKS, png.length));
    }

    /** A PNG with the checksums that its chunks ought to have, as far as they can be followed. */
    static byte[] withChecksums(byte[] png) {
        byte[] mended = png.clone();
        ByteBuffer chunks = ByteBuffer.wrap(mended);
        int at = 8;
        while (at + 12 <= mended.length) {
            int length = chunks.getInt(at);
            if (length < 0 || length > mended.length - at - 12) {
                break;
            }
            byte[] body = Arrays.copyOfRange(mended, at + 4, at + 8 + length);
            chunks.put(at + 8 + length, checksum(body));
            at += 12 + length;
        }
        return mended;
    }

    /** An animation of so many frames, as its header says. */
    static byte[] animated(byte[] png, int frames) {
        return withChunk(png, "acTL", join(integer(frames), integer(0)));
    }

    /** A PNG that says it is so large, and holds nothing of it. */
    static byte[] hugePng(int width, int height) throws IOException {
        byte[] png = bytes(1, "png");
        ByteBuffer.wrap(png).putInt(16, width).putInt(20, height);
        byte[] body = Arrays.copyOfRange(png, 12, 29);
        System.arraycopy(checksum(body), 0, png, 29, Integer.BYTES);
        return png;
    }

    /** A JPEG whose EXIF block says by which of the eight ways the camera was turned. */
    static byte[] turned(byte[] jpeg, int orientation) {
        byte[] tiff =
                HexFormat.of()
                        .parseHex(
                                "4d4d002a00000008" // big endian, first directory at 8
                                        + "0001" // one entry
                                        + "0112000300000001" // Orientation, SHORT, 1 value
                                        + "%04x0000".formatted(orientation)
                                        + "00000000");
        byte[] exif = join("Exif\0\0".getBytes(StandardCharsets.US_ASCII), tiff);
        byte[] length = {(byte) ((exif.length + 2) >> 8), (byte) (exif.length + 2)};
        return join(
                HexFormat.of().parseHex("ffd8ffe1"),
                length,
                exif,
                Arrays.copyOfRange(jpeg, 2, jpeg.length));
    }

    /** A photograph's format, in one scan or in several. */
    static byte[] jpeg(long seed, boolean progressive) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam how = writer.getDefaultWriteParam();
        how.setProgressiveMode(
                progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.write(
                    null, new IIOImage(image(seed, BufferedImage.TYPE_BYTE_GRAY), null, null), how);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }

    /** Twenty bytes of the second half changed, as on a bad disk. */
    static byte[] damaged(byte[] whole) {
        byte[] torn = whole.clone();
        for (int index = 0; index < 20; index++) {
            torn[whole.length / 2 + 7 * index] ^= 0x55;
        }
        return torn;
    }

    /** A JPEG of four inks. */
    static byte[] cmyk() throws IOException {
        WritableRaster raster =
                Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, WIDTH, HEIGHT, 4, null);
        return writeWith("jpeg", new IIOImage(raster, null, null));
    }

    static byte[] tiffOfTwoPages() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.prepareWriteSequence(null);
            for (int seed = 0; seed < 2; seed++) {
                writer.writeToSequence(
                        new IIOImage(image(seed, BufferedImage.TYPE_BYTE_GRAY), null, null), null);
            }
            writer.endWriteSequence();
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }

    /** A DICOM file, explicit VR and little endian, of a patient called Doe^Jane. */
    static byte[] dicom(long seed, String uid, String patientId) {
        return dicom(seed, uid, patientId, WIDTH, 1, new byte[0], new byte[0]);
    }

    /** One with two regions of tissue, its left and right halves. */
    static byte[] dicomOfTwoScreens(long seed, String uid) {
        byte[] items = join(region(0, WIDTH), region(WIDTH, 2 * WIDTH));
        byte[] sequence =
                little(12)
                        .putShort((short) 0x0018)
                        .putShort((short) 0x6011)
                        .put("SQ\0\0".getBytes(StandardCharsets.US_ASCII))
                        .putInt(items.length)
                        .array();
        return dicom(seed, uid, "4711", 2 * WIDTH, 1, new byte[0], join(sequence, items));
    }

    /** One with several frames and a description of its series. */
    static byte[] film(long seed, String uid, int frames, String description) {
        byte[] series = text(0x0008, 0x103E, "LO", description);
        return dicom(seed, uid, "4711", WIDTH, frames, series, new byte[0]);
    }

    private static byte[] region(int left, int right) {
        byte[] content =
                join(
                        number(0x0018, 0x6012, 1),
                        number(0x0018, 0x6014, 1),
                        place(0x6018, left),
                        place(0x601A, 0),
                        place(0x601C, right - 1),
                        place(0x601E, HEIGHT - 1));
        return join(
                little(8)
                        .putShort((short) 0xFFFE)
                        .putShort((short) 0xE000)
                        .putInt(content.length)
                        .array(),
                content);
    }

    private static byte[] place(int element, int value) {
        return little(12)
                .putShort((short) 0x0018)
                .putShort((short) element)
                .put("UL".getBytes(StandardCharsets.US_ASCII))
                .putShort((short) Integer.BYTES)
                .putInt(value)
                .array();
    }

    /**
     * @param series elements of the series' description
     * @param regions elements of the regions
     */
    private static byte[] dicom(
            long seed,
            String uid,
            String patientId,
            int width,
            int frames,
            byte[] series,
            byte[] regions) {
        byte[] pixels = new byte[width * HEIGHT * frames];
        new Random(seed).nextBytes(pixels);
        return join(
                new byte[128],
                "DICM".getBytes(StandardCharsets.US_ASCII),
                text(0x0002, 0x0010, "UI", "1.2.840.10008.1.2.1"),
                text(0x0008, 0x0018, "UI", uid),
                text(0x0008, 0x0020, "DA", "20240301"),
                text(0x0008, 0x0060, "CS", "US"),
                text(0x0008, 0x0070, "LO", "Maker"),
                series,
                text(0x0008, 0x1090, "LO", "Model 3"),
                text(0x0010, 0x0010, "PN", "Doe^Jane"),
                text(0x0010, 0x0020, "LO", patientId),
                regions,
                text(0x0020, 0x000D, "UI", "1.2.3.4"),
                number(0x0028, 0x0002, 1),
                text(0x0028, 0x0004, "CS", "MONOCHROME2"),
                text(0x0028, 0x0008, "IS", String.valueOf(frames)),
                number(0x0028, 0x0010, HEIGHT),
                number(0x0028, 0x0011, width),
                number(0x0028, 0x0100, 8),
                number(0x0028, 0x0101, 8),
                number(0x0028, 0x0102, 7),
                number(0x0028, 0x0103, 0),
                little(12)
                        .putShort((short) 0x7FE0)
                        .putShort((short) 0x0010)
                        .put("OB\0\0".getBytes(StandardCharsets.US_ASCII))
                        .putInt(pixels.length)
                        .array(),
                pixels);
    }

    private static byte[] text(int group, int element, String kind, String value) {
        String even = value.length() % 2 == 0 ? value : value + (kind.equals("UI") ? "\0" : " ");
        return join(
                little(8)
                        .putShort((short) group)
                        .putShort((short) element)
                        .put(kind.getBytes(StandardCharsets.US_ASCII))
                        .putShort((short) even.length())
                        .array(),
                even.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] number(int group, int element, int value) {
        return little(10)
                .putShort((short) group)
                .putShort((short) element)
                .put("US".getBytes(StandardCharsets.US_ASCII))
                .putShort((short) Short.BYTES)
                .putShort((short) value)
                .array();
    }

    private static ByteBuffer little(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] writeWith(String format, IIOImage image) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.write(null, image, null);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }

    private static byte[] integer(int value) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
    }

    private static byte[] checksum(byte[] body) {
        CRC32 checksum = new CRC32();
        checksum.update(body);
        return integer((int) checksum.getValue());
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
