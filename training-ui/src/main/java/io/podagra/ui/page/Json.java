package io.podagra.ui.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
