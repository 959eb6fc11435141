package io.podagra.pipeline.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.podagra.data.InvalidInputException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelTextTest {
    private static final String CHINESE = "图像,患者,切面,诊断\n张伟 一.png,张伟,背侧,阳性\n李娜.png,李娜,内侧,阴性\n";

    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource({"UTF-8,''", "UTF-8,EFBBBF", "UTF-16LE,FFFE", "UTF-16BE,FEFF", "GB18030,''"})
    void encodingsOfSpreadsheetsAreDetected(String encoding, String mark) throws IOException {
        Path file = write(CHINESE, encoding, mark);

        LabelText text = LabelText.read(file, Optional.empty());

        assertThat(text.text()).isEqualTo(CHINESE);
        assertThat(text.encoding()).isEqualTo(Charset.forName(encoding));
    }

    @ParameterizedTest
    @CsvSource({"UTF-16LE", "UTF-16BE"})
    void plainUtf16NeedsNoMark(String encoding) throws IOException {
        Path file = write("image,label\na.png,normal\n", encoding, "");

        assertThat(LabelText.read(file, Optional.empty()).text()).startsWith("image,label");
    }

    @Test
    void westernTextIsAskedForNotTakenForChinese() throws IOException {
        String german = "Datei,Befund\nMüller.png,unauffällig\nGöbel.png,auffällig\n";
        Path file = write(german, "windows-1252", "");

        assertThatThrownBy(() -> LabelText.read(file, Optional.empty()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("--encoding")
                .hasMessageNotContaining("ller");
        assertThat(LabelText.read(file, Optional.of(Charset.forName("windows-1252"))).text())
                .isEqualTo(german);
    }

    @Test
    void encodingThatIsAskedForMustFit() throws IOException {
        Path file = write(CHINESE, "GB18030", "");

        assertThatThrownBy(() -> LabelText.read(file, Optional.of(StandardCharsets.UTF_8)))
                .hasMessageContaining("is not text in UTF-8");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "image,label | ,",
                "image;label;\"a,b,c,d\" | ;",
                "image\tlabel | '\t'",
                "label | ,"
            })
    void separatorIsTheOneThatStandsMostOftenOutsideOfQuotes(String header, String separator)
            throws IOException {
        Path file = write(header + "\n", "UTF-8", "");

        assertThat(LabelText.read(file, Optional.empty()).separator())
                .isEqualTo(separator.charAt(0));
    }

    private Path write(String text, String encoding, String mark) throws IOException {
        Path file = folder.resolve("labels.csv");
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(HexFormat.of().parseHex(mark));
            out.write(text.getBytes(Charset.forName(encoding)));
        }
        return file;
    }
}
