package io.podagra.eval.report;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Breaks text into lines for drawings, which cannot do so themselves. Widths are estimates: nobody
 * knows here what font will be there, so they are rather too wide.
 */
final class TextLayout {
    private static final double OF_LETTER = 0.55;

    /** From here on, scripts fill the whole square of a letter. */
    private static final int FIRST_WIDE = 0x2E80;

    private static final String ELLIPSIS = "\u2026";

    private TextLayout() {}

    /** About how wide a text is, in the unit of the size of its letters. */
    static double width(String text, double size) {
        return size * text.codePoints().mapToDouble(c -> c < FIRST_WIDE ? OF_LETTER : 1).sum();
    }

    /** Lines that fit a width, broken where the language allows; at least one line. */
    static List<String> wrap(String text, double size, double width) {
        BreakIterator breaks = BreakIterator.getLineInstance(Locale.ROOT);
        breaks.setText(text);
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        int start = breaks.first();
        for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
            String piece = text.substring(start, end);
            if (!line.isEmpty() && width((line + piece).stripTrailing(), size) > width) {
                lines.add(line.toString().stripTrailing());
                line.setLength(0);
            }
            line.append(piece);
            start = end;
        }
        lines.add(line.toString().stripTrailing());
        return lines.stream().map(one -> cut(one, size, width)).toList();
    }

    /** The text, or its beginning with an ellipsis if it is wider. */
    static String cut(String text, double size, double width) {
        if (width(text, size) <= width) {
            return text;
        }
        int[] letters = text.codePoints().toArray();
        int kept = letters.length - 1;
        while (kept > 0 && width(new String(letters, 0, kept) + ELLIPSIS, size) > width) {
            kept--;
        }
        return new String(letters, 0, kept) + ELLIPSIS;
    }
}
