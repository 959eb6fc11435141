package io.podagra.pipeline.ingest;

import io.podagra.data.InvalidInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A table's text, as spreadsheets save it: in UTF-8, UTF-16 or GB18030, with commas, semicolons or
 * tabs.
 *
 * @param text without a byte order mark
 * @param encoding in which the file was
 * @param separator that stands most often in the first line, outside of quotes
 */
record LabelText(String text, Charset encoding, char separator) {
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final char[] SEPARATORS = {',', ';', '\t'};

    /** Of the bytes at even or odd places, from which on their zeros are the halves of letters. */
    private static final double ZEROS_OF_UTF_16 = 0.3;

    /**
     * Of the two-byte characters, from which on they are taken for Chinese. Text in a Western
     * encoding can often be decoded as GB18030 too, but its accented letters stand between plain
     * ones, which gives characters outside of GB 2312; Chinese is hardly ever written with those.
     */
    private static final double SHARE_OF_GB_2312 = 0.9;

    /** From here on both bytes of a character are of GB 2312. */
    private static final int FIRST_OF_GB_2312 = 0xA1;

    /**
     * Reads a table.
     *
     * @param asked the encoding, where the user gave one
     * @throws InvalidInputException if it is in none of the encodings, or may be in several
     */
    static LabelText read(Path file, Optional<Charset> asked) throws IOException {
        byte[] content = Files.readAllBytes(file);
        Charset encoding = asked.or(() -> detect(content)).orElseThrow(() -> unknown(file));
        String decoded =
                decode(content, encoding)
                        .orElseThrow(
                                () ->
                                        new InvalidInputException(
                                                "%s: is not text in %s; give its encoding by --encoding, such as UTF-16 or GB18030"
                                                        .formatted(file, encoding)));
        String text = decoded.startsWith(BYTE_ORDER_MARK) ? decoded.substring(1) : decoded;
        return new LabelText(text, encoding, separator(text));
    }

    private static InvalidInputException unknown(Path file) {
        return new InvalidInputException(
                file
                        + ": its encoding cannot be told; give it by --encoding, such as UTF-16,"
                        + " GB18030 or windows-1252, or save the file as UTF-8");
    }

    private static Optional<Charset> detect(byte[] content) {
        if (startsWith(content, 0xFF, 0xFE)) {
            return Optional.of(StandardCharsets.UTF_16LE);
        }
        if (startsWith(content, 0xFE, 0xFF)) {
            return Optional.of(StandardCharsets.UTF_16BE);
        }
        if (zeros(content, 1) > ZEROS_OF_UTF_16) {
            return Optional.of(StandardCharsets.UTF_16LE);
        }
        if (zeros(content, 0) > ZEROS_OF_UTF_16) {
            return Optional.of(StandardCharsets.UTF_16BE);
        }
        if (decode(content, StandardCharsets.UTF_8).isPresent()) {
            return Optional.of(StandardCharsets.UTF_8);
        }
        boolean chinese =
                decode(content, GB18030).isPresent() && shareOfGb2312(content) >= SHARE_OF_GB_2312;
        return chinese ? Optional.of(GB18030) : Optional.empty();
    }

    private static boolean startsWith(byte[] content, int first, int second) {
        return content.length >= 2 && content[0] == (byte) first && content[1] == (byte) second;
    }

    private static double zeros(byte[] content, int parity) {
        int zeros = 0;
        for (int index = parity; index < content.length; index += 2) {
            zeros += content[index] == 0 ? 1 : 0;
        }
        return zeros / Math.max(1, content.length / 2.0);
    }

    private static double shareOfGb2312(byte[] content) {
        int pairs = 0;
        int simple = 0;
        for (int index = 0; index < content.length - 1; index++) {
            int first = Byte.toUnsignedInt(content[index]);
            if (first >= 0x80) {
                int second = Byte.toUnsignedInt(content[index + 1]);
                pairs++;
                simple += first >= FIRST_OF_GB_2312 && second >= FIRST_OF_GB_2312 ? 1 : 0;
                index++;
            }
        }
        return (double) simple / pairs;
    }

    /** Strict: empty if any byte does not fit. */
    private static Optional<String> decode(byte[] content, Charset encoding) {
        try {
            return Optional.of(encoding.newDecoder().decode(ByteBuffer.wrap(content)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static char separator(String text) {
        String header = text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
        int[] counts = new int[SEPARATORS.length];
        boolean quoted = false;
        for (int place = 0; place < header.length(); place++) {
            char letter = header.charAt(place);
            quoted ^= letter == '"';
            for (int index = 0; index < SEPARATORS.length; index++) {
                counts[index] += !quoted && letter == SEPARATORS[index] ? 1 : 0;
            }
        }
        int most = 0;
        for (int index = 1; index < SEPARATORS.length; index++) {
            most = counts[index] > counts[most] ? index : most;
        }
        return SEPARATORS[most];
    }
}
