package io.podagra.data.audit;

import io.podagra.data.CohortImage;
import java.util.Map;
import java.util.Optional;

/** Optional columns of a manifest that the audit knows, in any case. */
final class Columns {
    static final String DEVICE = "device";
    static final String SITE = "site";
    static final String LATERALITY = "laterality";

    private Columns() {}

    /** The value of a column; empty where there is no such column or nothing in it. */
    static Optional<String> value(CohortImage image, String column) {
        for (Map.Entry<String, String> attribute : image.attributes().entrySet()) {
            if (attribute.getKey().equalsIgnoreCase(column) && !attribute.getValue().isBlank()) {
                return Optional.of(attribute.getValue());
            }
        }
        return Optional.empty();
    }
}
