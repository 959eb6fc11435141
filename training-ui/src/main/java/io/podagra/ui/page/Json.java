package io.podagra.ui.page;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;

/** What the JSON of every page needs. */
public final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Rates and scores are drawn, not computed with: six decimals are far below a pixel. */
    private static final double DECIMALS = 1e6;

    private Json() {}

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /**
     * @throws IllegalArgumentException if the text is not JSON
     */
    public static JsonNode read(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON", e);
        }
    }

    /**
     * The members of an object before one of them, so that a long text need not be read to its end.
     *
     * @param key of the first member that is left out
     * @throws IllegalArgumentException if the text does not begin like a JSON object
     */
    public static ObjectNode readUntil(String json, String key) {
        ObjectNode head = object();
        try (JsonParser parser = MAPPER.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("no JSON object");
            }
            for (String name = parser.nextFieldName();
                    name != null && !name.equals(key);
                    name = parser.nextFieldName()) {
                parser.nextToken();
                head.set(name, parser.<JsonNode>readValueAsTree());
            }
            return head;
        } catch (IOException e) {
            throw new IllegalArgumentException("not JSON", e);
        }
    }

    /**
     * @throws IllegalArgumentException if there is no such text
     */
    public static String text(JsonNode node, String key) {
        JsonNode value = node.path(key);
        if (!value.isTextual()) {
            throw new IllegalArgumentException(key + " is missing");
        }
        return value.textValue();
    }

    public static double rounded(double value) {
        return Math.round(value * DECIMALS) / DECIMALS;
    }

    /** A number of so many significant digits, which is shorter to write. */
    public static double shortened(double value, int digits) {
        return new BigDecimal(value).round(new MathContext(digits)).doubleValue();
    }
}
