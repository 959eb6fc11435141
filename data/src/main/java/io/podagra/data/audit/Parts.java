package io.podagra.data.audit;

import io.podagra.data.CohortImage;
import io.podagra.data.Split;
import java.util.Locale;
import java.util.Optional;

/** Which part of a split each image is in, where there is a split. */
@FunctionalInterface
public interface Parts {
    /** The part's name; empty if the image is in none. */
    Optional<String> of(CohortImage image);

    /** The parts of a split. */
    static Parts of(Split split) {
        return image -> Optional.of(split.partOf(image).word());
    }

    /** What the manifest says in a column named {@code part} or {@code split}, in any case. */
    static Parts ofManifest() {
        return image ->
                Columns.value(image, "part")
                        .or(() -> Columns.value(image, "split"))
                        .map(part -> part.strip().toLowerCase(Locale.ROOT));
    }
}
