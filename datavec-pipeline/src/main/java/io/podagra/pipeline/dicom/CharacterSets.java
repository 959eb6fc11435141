package io.podagra.pipeline.dicom;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** SpecificCharacterSet (PS3.3, C.12.1.1.2), so that a patient's id compares with a CSV's. */
final class CharacterSets {
    private static final Map<String, String> NAMES =
            Map.ofEntries(
                    Map.entry("ISO_IR 192", "UTF-8"),
                    Map.entry("GB18030", "GB18030"),
                    Map.entry("GBK", "GBK"),
                    Map.entry("ISO 2022 IR 58", "GB2312"),
                    Map.entry("ISO_IR 101", "ISO-8859-2"),
                    Map.entry("ISO_IR 109", "ISO-8859-3"),
                    Map.entry("ISO_IR 110", "ISO-8859-4"),
                    Map.entry("ISO_IR 144", "ISO-8859-5"),
                    Map.entry("ISO_IR 127", "ISO-8859-6"),
                    Map.entry("ISO_IR 126", "ISO-8859-7"),
                    Map.entry("ISO_IR 138", "ISO-8859-8"),
                    Map.entry("ISO_IR 148", "ISO-8859-9"),
                    Map.entry("ISO_IR 13", "Shift_JIS"));

    private CharacterSets() {}

    /** The last one named that is known here; ISO 8859-1, which loses nothing, if there is none. */
    static Charset of(DataSet dataSet) {
        Charset charset = StandardCharsets.ISO_8859_1;
        for (String term : dataSet.text(Tag.SPECIFIC_CHARACTER_SET).orElse("").split("\\\\", -1)) {
            String name = NAMES.getOrDefault(term.strip(), "");
            if (!name.isEmpty() && Charset.isSupported(name)) {
                charset = Charset.forName(name);
            }
        }
        return charset;
    }
}
