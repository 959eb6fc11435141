package io.podagra.eval;

import io.podagra.eval.statistics.Reason;
import java.util.List;

/**
 * The figures of the test images that share a value of a column of the manifest, such as a device.
 * Subgroups were not powered for: their tests are unadjusted and explore.
 *
 * @param column of the manifest
 * @param value that the images share; empty for images without one
 * @param metrics of these images
 * @param small why the group is too small to rely on, in phrases; empty if it is not
 */
public record Subgroup(String column, String value, SetMetrics metrics, List<Reason> small) {
    public Subgroup {
        small = List.copyOf(small);
    }
}
