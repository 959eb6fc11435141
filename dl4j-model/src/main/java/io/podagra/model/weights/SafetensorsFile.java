package io.podagra.model.weights;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.podagra.data.InvalidInputException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads safetensors: the length of a JSON header in eight little-endian bytes, the header, and the
 * numbers (huggingface/safetensors, README, "Format").
 *
 * <p>Besides, an I8 tensor {@code NAME} with a tensor {@code NAME.scale} of one F32 for each index
 * of its first dimension stands for their product; {@link SafetensorsWriter} writes such files.
 */
final class SafetensorsFile {
    static final String METADATA = "__metadata__";
    static final String SCALE = ".scale";

    /** As in the reference implementation. */
    private static final long LONGEST_HEADER = 100_000_000;

    private static final int PREFIX = Long.BYTES;
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private final Path file;
    private final FileChannel channel;
    private final long start;
    private final SizeLimit size;

    private SafetensorsFile(Path file, FileChannel channel, long start) {
        this.file = file;
        this.channel = channel;
        this.start = start;
        this.size = new SizeLimit(file);
    }

    /**
     * Reads a file.
     *
     * @throws InvalidInputException if it is no such file, or is damaged
     * @throws IOException if it cannot be read
     */
    static NamedTensors read(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            long header = headerLength(file, channel);
            JsonNode tree = header(file, bytes(channel, PREFIX, (int) header));
            return new SafetensorsFile(file, channel, PREFIX + header).tensors(tree);
        } catch (EOFException e) {
            throw damaged(file, "it ends too early", e);
        } catch (IllegalArgumentException e) {
            throw damaged(file, e.getMessage(), e);
        }
    }

    private static long headerLength(Path file, FileChannel channel) throws IOException {
        long length =
                ByteBuffer.wrap(bytes(channel, 0, PREFIX)).order(ByteOrder.LITTLE_ENDIAN).getLong();
        if (length < 2 || length > LONGEST_HEADER || length > channel.size() - PREFIX) {
            throw damaged(
                    file,
                    "its header would have %d bytes, the file has %d"
                            .formatted(length, channel.size()));
        }
        return length;
    }

    private static JsonNode header(Path file, byte[] json) throws IOException {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw damaged(file, "its header is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    private NamedTensors tensors(JsonNode header) throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        List<String> others = new ArrayList<>();
        Map<String, String> metadata = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : header.properties()) {
            String name = entry.getKey();
            if (name.equals(METADATA)) {
                entry.getValue()
                        .properties()
                        .forEach(item -> metadata.put(item.getKey(), item.getValue().asText()));
                continue;
            }
            ElementType type =
                    ElementType.named(entry.getValue().path("dtype").asText()).orElse(null);
            boolean scaled = type == ElementType.I8 && header.has(name + SCALE);
            if (type != null && (scaled || type.isFloatingPoint())) {
                tensors.put(name, tensor(name, entry.getValue(), type));
            } else {
                others.add(name);
            }
            if (scaled) {
                tensors.put(name, scaled(name, tensors.get(name), header.get(name + SCALE)));
            }
        }
        // A scale may stand before or after what it scales.
        header.fieldNames()
                .forEachRemaining(
                        name -> {
                            if (header.path(name).path("dtype").asText().equals("I8")) {
                                tensors.remove(name + SCALE);
                            }
                        });
        return new NamedTensors(tensors, others, metadata);
    }

    private Tensor scaled(String name, Tensor steps, JsonNode scaleEntry) throws IOException {
        Tensor scale = tensor(name + SCALE, scaleEntry, ElementType.F32);
        List<Long> shape = steps.shape();
        if (shape.isEmpty() || !scale.shape().equals(shape.subList(0, 1))) {
            throw damaged(
                    file,
                    "%s%s has shape %s for the shape %s of %s"
                            .formatted(name, SCALE, scale.shape(), shape, name));
        }
        float[] values = steps.values();
        int row = values.length / Math.max(1, scale.values().length);
        for (int index = 0; index < values.length; index++) {
            values[index] *= scale.values()[index / row];
        }
        return steps;
    }

    private Tensor tensor(String name, JsonNode entry, ElementType type) throws IOException {
        List<Long> shape = new ArrayList<>();
        entry.path("shape").forEach(side -> shape.add(side.asLong(-1)));
        long from = entry.path("data_offsets").path(0).asLong(-1);
        long to = entry.path("data_offsets").path(1).asLong(-1);
        long expected = (long) Tensor.elements(shape) * type.bytes();
        boolean inside = from >= 0 && from <= to && to <= channel.size() - start;
        if (!entry.path("dtype").asText().equals(type.name()) || to - from != expected) {
            throw damaged(
                    file,
                    "%s has %d bytes as %s, expected %d as %s"
                            .formatted(
                                    name, to - from, entry.path("dtype").asText(), expected, type));
        }
        if (!inside || expected > Integer.MAX_VALUE - 8) {
            throw damaged(
                    file,
                    "%s would be bytes %d to %d of %d"
                            .formatted(name, from, to, channel.size() - start));
        }
        size.add(Tensor.elements(shape));
        return new Tensor(shape, type.toFloats(bytes(channel, start + from, (int) expected)));
    }

    private static byte[] bytes(FileChannel channel, long position, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position()) < 0) {
                throw new EOFException();
            }
        }
        return buffer.array();
    }

    private static InvalidInputException damaged(Path file, String what) {
        return damaged(file, what, null);
    }

    private static InvalidInputException damaged(Path file, String what, Exception cause) {
        return new InvalidInputException(
                "%s: as a safetensors file it is damaged or truncated (%s); fetch it again"
                        .formatted(file, what),
                cause);
    }
}
