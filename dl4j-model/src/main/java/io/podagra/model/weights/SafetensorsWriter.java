package io.podagra.model.weights;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.podagra.data.AtomicFiles;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Collects tensors and writes them as a safetensors file, the same bytes each time. */
final class SafetensorsWriter {
    private static final int ALIGNMENT = 8;
    private static final int STEPS = 127;

    private final ObjectNode header = JsonMapper.builder().build().createObjectNode();
    private final List<byte[]> contents = new ArrayList<>();
    private long end;

    /**
     * @param metadata what the file says about itself
     */
    SafetensorsWriter(Map<String, String> metadata) {
        ObjectNode node = header.putObject(SafetensorsFile.METADATA);
        new TreeMap<>(metadata).forEach(node::put);
    }

    /** Adds a tensor in 32 bits. */
    SafetensorsWriter addF32(String name, Tensor tensor) {
        byte[] bytes = new byte[tensor.values().length * Float.BYTES];
        ByteBuffer buffer = littleEndian(bytes);
        for (float value : tensor.values()) {
            buffer.putFloat(value);
        }
        return add(name, ElementType.F32, tensor.shape(), bytes);
    }

    /**
     * Adds a tensor rounded to 255 steps, -127 to 127, whose size is fitted to each index of the
     * first dimension; a value is off by at most half a step.
     */
    SafetensorsWriter addI8(String name, Tensor tensor) {
        float[] values = tensor.values();
        float[] scales = new float[tensor.shape().get(0).intValue()];
        int row = values.length / Math.max(1, scales.length);
        byte[] bytes = new byte[values.length];
        for (int channel = 0; channel < scales.length; channel++) {
            float largest = 0;
            for (int index = channel * row; index < (channel + 1) * row; index++) {
                largest = Math.max(largest, Math.abs(values[index]));
            }
            scales[channel] = largest == 0 ? 1 : largest / STEPS;
            for (int index = channel * row; index < (channel + 1) * row; index++) {
                long steps = Math.round((double) values[index] / scales[channel]);
                bytes[index] = (byte) Math.max(-STEPS, Math.min(STEPS, steps));
            }
        }
        add(name, ElementType.I8, tensor.shape(), bytes);
        return addF32(
                name + SafetensorsFile.SCALE, new Tensor(tensor.shape().subList(0, 1), scales));
    }

    /**
     * Writes the file; it appears when it is whole.
     *
     * @throws IOException if it cannot be written; an older one is then unchanged
     */
    void write(Path file) throws IOException {
        byte[] json = header.toString().getBytes(StandardCharsets.UTF_8);
        int padded = (json.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        byte[] spaces = new byte[padded - json.length];
        Arrays.fill(spaces, (byte) ' ');
        byte[] length = new byte[Long.BYTES];
        littleEndian(length).putLong(padded);
        AtomicFiles.write(
                file,
                temporary -> {
                    try (OutputStream out =
                            new BufferedOutputStream(Files.newOutputStream(temporary))) {
                        out.write(length);
                        out.write(json);
                        out.write(spaces);
                        for (byte[] content : contents) {
                            out.write(content);
                        }
                    }
                });
    }

    private SafetensorsWriter add(String name, ElementType type, List<Long> shape, byte[] bytes) {
        if (header.has(name)) {
            throw new IllegalArgumentException(name + " is there already");
        }
        ObjectNode entry = header.putObject(name).put("dtype", type.name());
        ArrayNode sides = entry.putArray("shape");
        shape.forEach(side -> sides.add(side.longValue()));
        entry.putArray("data_offsets").add(end).add(end + bytes.length);
        contents.add(bytes);
        end += bytes.length;
        return this;
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
