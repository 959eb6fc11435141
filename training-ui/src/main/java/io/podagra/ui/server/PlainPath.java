package io.podagra.ui.server;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the path of a request, and only a plain one: every segment, percent-decoded exactly once,
 * is a name. Rather than listing the encodings of {@code ../}, this leaves none: a segment that
 * decodes to anything with a slash, a backslash, a percent sign, two dots or a control character,
 * or that is not well-formed UTF-8 (an overlong dot is not), makes the path refused.
 */
final class PlainPath {
    private PlainPath() {}

    /**
     * The decoded segments after the leading slash; one empty segment for {@code /}. A single
     * trailing slash is allowed and adds no segment.
     *
     * @return empty if the path is not plain
     */
    static Optional<List<String>> segments(String path) {
        if (path == null || !path.startsWith("/")) {
            return Optional.empty();
        }
        List<String> segments = new ArrayList<>();
        String[] raw = path.substring(1).split("/", -1);
        for (int i = 0; i < raw.length; i++) {
            boolean last = i == raw.length - 1;
            if (raw[i].isEmpty()) {
                if (!last) {
                    return Optional.empty();
                }
                continue;
            }
            Optional<String> segment = decode(raw[i]).filter(PlainPath::isName);
            if (segment.isEmpty()) {
                return Optional.empty();
            }
            segments.add(segment.get());
        }
        return Optional.of(segments.isEmpty() ? List.of("") : List.copyOf(segments));
    }

    private static boolean isName(String segment) {
        return !segment.equals(".")
                && !segment.contains("..")
                && segment.chars()
                        .noneMatch(
                                c ->
                                        c == '/'
                                                || c == '\\'
                                                || c == '%'
                                                || Character.isISOControl(c));
    }

    private static Optional<String> decode(String segment) {
        ByteBuffer bytes = ByteBuffer.allocate(segment.length());
        for (int i = 0; i < segment.length(); i++) {
            char c = segment.charAt(i);
            if (c > 0x7e) {
                return Optional.empty();
            }
            if (c != '%') {
                bytes.put((byte) c);
                continue;
            }
            if (i + 2 >= segment.length()) {
                return Optional.empty();
            }
            int high = Character.digit(segment.charAt(i + 1), 16);
            int low = Character.digit(segment.charAt(i + 2), 16);
            if (high < 0 || low < 0) {
                return Optional.empty();
            }
            bytes.put((byte) (high << 4 | low));
            i += 2;
        }
        try {
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
