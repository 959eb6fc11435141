package io.podagra.cli;

import io.podagra.eval.report.Language;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code en} or {@code zh}. */
final class LanguageConverter implements ITypeConverter<Language> {
    @Override
    public Language convert(String value) {
        return Arrays.stream(Language.values())
                .filter(language -> word(language).equals(value))
                .findFirst()
                .orElseThrow(
                        () ->
                                new TypeConversionException(
                                        "'%s' is no language of reports; there are %s"
                                                .formatted(value, String.join(", ", words()))));
    }

    private static List<String> words() {
        return Arrays.stream(Language.values()).map(LanguageConverter::word).toList();
    }

    private static String word(Language language) {
        return language.name().toLowerCase(Locale.ROOT);
    }

    /** The languages, for help texts. */
    static final class Words implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return words().iterator();
        }
    }
}
