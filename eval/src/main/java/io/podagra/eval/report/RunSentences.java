package io.podagra.eval.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Says in the report's language what a run supplies in English: its title, notices, cautions and
 * where its thresholds come from. A run keeps sentences, not keys, so that any language can be
 * asked for later; the sentences that Podagra writes are known by their patterns, the keys {@code
 * run.*}. A text with a sentence that is not known stays in English as a whole.
 */
final class RunSentences {
    private static final String PREFIX = "run.";
    private static final String PLACE = "%s";

    private final Messages messages;
    private final List<Known> known;

    /** A sentence with its places, as a pattern of English texts. */
    private record Known(String key, Pattern english) {}

    RunSentences(Messages messages) {
        this.messages = messages;
        Messages english = Messages.of(Language.EN);
        this.known =
                english.keys(PREFIX).stream()
                        .map(key -> new Known(key, pattern(english.pattern(key))))
                        .toList();
    }

    private static Pattern pattern(String text) {
        List<String> literals = List.of(text.split(PLACE, -1));
        return Pattern.compile(
                literals.stream().map(Pattern::quote).collect(Collectors.joining("(.+?)"))
                        + (text.endsWith(PLACE) ? "$" : "(?= |$)"));
    }

    /** The text in the report's language, as far as it is known. */
    String translated(String text) {
        if (messages.language() == Language.EN) {
            return text;
        }
        StringBuilder translated = new StringBuilder();
        String rest = text;
        while (!rest.isEmpty()) {
            Optional<Matcher> found = start(rest);
            if (found.isEmpty()) {
                return text;
            }
            translated.append(said(found.get()));
            rest = rest.substring(found.get().end()).stripLeading();
        }
        return translated.toString();
    }

    /** Every text translated. */
    List<String> translated(List<String> texts) {
        return texts.stream().map(this::translated).toList();
    }

    private Optional<Matcher> start(String text) {
        return known.stream()
                .map(sentence -> sentence.english().matcher(text))
                .filter(Matcher::lookingAt)
                .findFirst();
    }

    private String said(Matcher matcher) {
        String key =
                known.stream()
                        .filter(sentence -> sentence.english().equals(matcher.pattern()))
                        .map(Known::key)
                        .findFirst()
                        .orElseThrow();
        List<String> places = new ArrayList<>();
        for (int group = 1; group <= matcher.groupCount(); group++) {
            places.add(place(matcher.group(group)));
        }
        return messages.text(key, places.toArray());
    }

    /** A method's name or the reason of an undefined figure in the report's language, too. */
    private String place(String words) {
        String reason = messages.textOr("reason." + words.replace(' ', '_'), words);
        return messages.textOr("method." + words, reason);
    }
}
