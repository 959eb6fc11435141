package io.podagra.cli;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Small DICOM files of grey images: explicit VR, little endian, one frame, no patient. */
final class TestDicom {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private TestDicom() {}

    /**
     * @param image of one channel with 8 bits
     */
    static Path write(Path file, BufferedImage image) throws IOException {
        TestDicom dicom = new TestDicom();
        dicom.out.writeBytes(new byte[128]);
        dicom.out.writeBytes("DICM".getBytes(StandardCharsets.US_ASCII));
        dicom.text(0x0002, 0x0010, "UI", "1.2.840.10008.1.2.1\0");
        dicom.text(0x0008, 0x0018, "UI", "1.2.3\0");
        dicom.number(0x0002, 1);
        dicom.text(0x0028, 0x0004, "CS", "MONOCHROME2 ");
        dicom.number(0x0010, image.getHeight());
        dicom.number(0x0011, image.getWidth());
        dicom.number(0x0100, 8);
        dicom.number(0x0101, 8);
        dicom.number(0x0102, 7);
        dicom.number(0x0103, 0);
        dicom.pixels(image);
        return Files.write(file, dicom.out.toByteArray());
    }

    private void text(int group, int element, String kind, String evenLength) {
        begin(group, element, kind, evenLength.length());
        out.writeBytes(evenLength.getBytes(StandardCharsets.US_ASCII));
    }

    private void number(int element, int value) {
        begin(0x0028, element, "US", Short.BYTES);
        out.writeBytes(little(Short.BYTES).putShort((short) value).array());
    }

    private void pixels(BufferedImage image) {
        byte[] samples = new byte[image.getWidth() * image.getHeight()];
        for (int pixel = 0; pixel < samples.length; pixel++) {
            samples[pixel] =
                    (byte)
                            image.getRaster()
                                    .getSample(
                                            pixel % image.getWidth(), pixel / image.getWidth(), 0);
        }
        begin(0x7FE0, 0x0010, "OB", 0); // of such a long value the length comes later
        out.writeBytes(little(Integer.BYTES).putInt(samples.length).array());
        out.writeBytes(samples);
    }

    private void begin(int group, int element, String kind, int length) {
        out.writeBytes(
                little(8)
                        .putShort((short) group)
                        .putShort((short) element)
                        .put(kind.getBytes(StandardCharsets.US_ASCII))
                        .putShort((short) length)
                        .array());
    }

    private static ByteBuffer little(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }
}
