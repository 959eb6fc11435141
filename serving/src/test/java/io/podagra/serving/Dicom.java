package io.podagra.serving;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** A DICOM file of small grey frames, explicit little endian. */
final class Dicom {
    private static final List<String> LONG_FORM = List.of("OB", "OW");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private Dicom() {}

    static byte[] ofNoise(long seed, int width, int height) {
        return ofNoise(seed, width, height, 1);
    }

    static byte[] ofNoise(long seed, int width, int height, int frames) {
        byte[] pixels = new byte[width * height * frames];
        new Random(seed).nextBytes(pixels);
        Dicom file = new Dicom();
        file.out.writeBytes(new byte[128]);
        file.out.writeBytes("DICM".getBytes(StandardCharsets.US_ASCII));
        file.text(0x0002, 0x0010, "UI", "1.2.840.10008.1.2.1\0");
        file.text(0x0008, 0x0016, "UI", "1.2.840.10008.5.1.4.1.1.6.1\0");
        file.text(0x0008, 0x0060, "CS", "US");
        file.number(0x0028, 0x0002, 1);
        file.text(0x0028, 0x0004, "CS", "MONOCHROME2 ");
        if (frames > 1) {
            file.text(0x0028, 0x0008, "IS", "%-4d".formatted(frames));
        }
        file.number(0x0028, 0x0010, height);
        file.number(0x0028, 0x0011, width);
        file.number(0x0028, 0x0100, 8);
        file.number(0x0028, 0x0101, 8);
        file.number(0x0028, 0x0102, 7);
        file.number(0x0028, 0x0103, 0);
        file.element(0x7FE0, 0x0010, "OB", pixels);
        return file.out.toByteArray();
    }

    private void text(int group, int element, String kind, String value) {
        element(group, element, kind, value.getBytes(StandardCharsets.US_ASCII));
    }

    private void number(int group, int element, int value) {
        element(group, element, "US", little(2).putShort((short) value).array());
    }

    private void element(int group, int element, String kind, byte[] value) {
        out.writeBytes(little(4).putShort((short) group).putShort((short) element).array());
        out.writeBytes(kind.getBytes(StandardCharsets.US_ASCII));
        if (LONG_FORM.contains(kind)) {
            out.writeBytes(little(6).putShort((short) 0).putInt(value.length).array());
        } else {
            out.writeBytes(little(2).putShort((short) value.length).array());
        }
        out.writeBytes(value);
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
