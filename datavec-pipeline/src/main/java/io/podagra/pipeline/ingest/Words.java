package io.podagra.pipeline.ingest;

import io.podagra.data.Label;
import io.podagra.data.View;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A hospital's own words for labels and views, and ours for them; case does not matter. */
final class Words {
    private final Map<String, String> ours = new TreeMap<>();

    /**
     * @param ours our words by the hospital's
     */
    Words(Map<String, String> ours) {
        ours.forEach((word, meaning) -> this.ours.put(key(word), meaning));
    }

    Label label(String found) throws RefusedFileException {
        Optional<Label> label = Label.parse(translate(found));
        return label.orElseThrow(
                () ->
                        new RefusedFileException(
                                Reason.Code.UNKNOWN_LABEL,
                                "has a label other than abnormal, positive, 1, normal, negative and"
                                        + " 0; say what it means by --value"));
    }

    View view(String found) throws RefusedFileException {
        return viewIn(found)
                .orElseThrow(
                        () ->
                                new RefusedFileException(
                                        Reason.Code.NO_VIEW,
                                        "has a view that is not one word of letters, digits, '_'"
                                                + " and '-'; rename it by --value"));
    }

    /** Empty where the word cannot be a view's name. */
    Optional<View> viewIn(String found) {
        try {
            return Optional.of(new View(translate(found)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private String translate(String found) {
        return ours.getOrDefault(key(found), found);
    }

    private static String key(String word) {
        return SourceName.normalise(word).toLowerCase(Locale.ROOT);
    }
}
