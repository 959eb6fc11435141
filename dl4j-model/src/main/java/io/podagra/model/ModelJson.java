package io.podagra.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.EnumFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.podagra.data.InvalidInputException;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The JSON of model zips: what is written depends on the content alone. */
public final class ModelJson {
    private static final ObjectMapper MAPPER =
            JsonMapper.builder()
                    .addModule(new Jdk8Module())
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                    .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
                    .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                    .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    // Readers differ in which of two they take.
                    .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build();

    private ModelJson() {}

    /** A record as JSON. */
    public static byte[] write(Object content) {
        try {
            return MAPPER.writeValueAsBytes(content);
        } catch (JsonProcessingException exception) {
            throw new UncheckedIOException(exception); // of a record of ours: never
        }
    }

    /**
     * JSON as a record or a tree.
     *
     * @param shownAs the file that it is from
     * @param entry of the file
     * @throws InvalidInputException if it is not of this form
     */
    public static <T> T read(String shownAs, String entry, byte[] json, Class<T> type) {
        try {
            T content = MAPPER.readValue(json, type);
            if (content == null) {
                throw new IOException("it is null");
            }
            return content;
        } catch (IOException | IllegalArgumentException exception) {
            String reason =
                    exception instanceof JsonProcessingException processing
                            ? processing.getOriginalMessage()
                            : exception.getMessage();
            throw new InvalidInputException(
                    "%s: its %s cannot be read (%s); export the model again"
                            .formatted(shownAs, entry, reason),
                    exception);
        }
    }

    /** For what is put together by hand. */
    static ObjectMapper mapper() {
        return MAPPER;
    }
}
