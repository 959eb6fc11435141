package io.podagra.pipeline.dicom;

import static io.podagra.pipeline.dicom.TestFrames.grey;
import static io.podagra.pipeline.dicom.TestFrames.parse;
import static io.podagra.pipeline.dicom.TestFrames.writer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DicomFileTest {
    private static final TransferSyntax SYNTAX = TransferSyntax.EXPLICIT_LITTLE_ENDIAN;

    @TempDir Path folder;

    @Test
    void tellsWhatACohortNeeds() throws DicomException {
        DicomFile file =
                parse(
                        new DicomWriter(SYNTAX)
                                .text(Tag.SOP_INSTANCE_UID, "UI", "1.2.3")
                                .text(Tag.ACQUISITION_DATE, "DA", "20240229")
                                .text(Tag.MODALITY, "CS", "US")
                                .text(Tag.MANUFACTURER, "LO", "Maker")
                                .text(Tag.MODEL_NAME, "LO", "Model 1")
                                .text(Tag.PATIENT_ID, "LO", "P 7")
                                .text(Tag.STUDY_INSTANCE_UID, "UI", "1.2")
                                .text(Tag.LATERALITY, "CS", "L")
                                .file());

        assertThat(file.sopInstanceUid()).contains("1.2.3");
        assertThat(file.acquisitionDate()).contains(LocalDate.of(2024, 2, 29));
        assertThat(file.modality()).contains("US");
        assertThat(file.manufacturer()).contains("Maker");
        assertThat(file.model()).contains("Model 1");
        assertThat(file.patientId()).contains("P 7");
        assertThat(file.studyInstanceUid()).contains("1.2");
        assertThat(file.laterality()).contains("L");
    }

    @Test
    void whatIsNotThereIsEmpty() throws DicomException {
        DicomFile file = parse(new DicomWriter(SYNTAX).text(Tag.MODALITY, "CS", "US").file());

        assertThat(file.patientId()).isEmpty();
        assertThat(file.acquisitionDate()).isEmpty();
        assertThat(file.laterality()).isEmpty();
        assertThatThrownBy(file::frames)
                .isInstanceOf(DicomException.class)
                .hasMessage("has no pixel data (tag (7FE0,0010)); leave it out");
    }

    @ParameterizedTest
    @CsvSource({"ISO_IR 192,UTF-8", "GB18030,GB18030", "\\ISO 2022 IR 58,GB2312"})
    void aPatientIdIsReadInTheFilesCharacterSet(String term, String charset) throws DicomException {
        byte[] file =
                new DicomWriter(SYNTAX)
                        .text(Tag.SPECIFIC_CHARACTER_SET, "CS", term)
                        .bytes(Tag.PATIENT_ID, "LO", "病人7".getBytes(Charset.forName(charset)))
                        .file();

        assertThat(parse(file).patientId()).contains("病人7");
    }

    @ParameterizedTest
    @CsvSource({"2024.02.28,2024-02-28", "20240228,2024-02-28", "20240231,", "2024,"})
    void aDateIsOneOrNone(String text, LocalDate date) throws DicomException {
        byte[] file = new DicomWriter(SYNTAX).text(Tag.ACQUISITION_DATE, "DA", text).file();

        assertThat(parse(file).acquisitionDate().orElse(null)).isEqualTo(date);
    }

    @ParameterizedTest
    @EnumSource(names = {"IMPLICIT_LITTLE_ENDIAN", "EXPLICIT_LITTLE_ENDIAN", "EXPLICIT_BIG_ENDIAN"})
    void regionsOfTissueAreClampedAndTheOthersLeftOut(TransferSyntax syntax) throws DicomException {
        List<DicomWriter> regions =
                List.of(
                        new DicomWriter(syntax).region(1, 1, 2, 3, 11, 99),
                        new DicomWriter(syntax).region(1, 1, 12, 3, 23, 15),
                        new DicomWriter(syntax).region(1, 1, 12, 3, 23, 15),
                        new DicomWriter(syntax).region(1, 2, 0, 0, 5, 5),
                        new DicomWriter(syntax).region(3, 1, 0, 0, 5, 5),
                        new DicomWriter(syntax).region(1, 1, 24, 0, 30, 5),
                        new DicomWriter(syntax).region(1, 1, 9, 9, 8, 8),
                        new DicomWriter(syntax).region(1, 1, -1, 0, -1, 5));

        for (boolean delimited : new boolean[] {true, false}) {
            DicomFile file =
                    parse(
                            writer(syntax, Photometric.MONOCHROME2)
                                    .sequence(Tag.ULTRASOUND_REGIONS, delimited, regions)
                                    .bytes(Tag.PIXEL_DATA, "OB", grey(0))
                                    .file());
            assertThat(file.tissueRegions())
                    .containsExactly(
                            new UltrasoundRegion(2, 3, 10, 13),
                            new UltrasoundRegion(12, 3, 12, 13));
            DicomImage frame = file.frames().frame(0);
            DicomImage crop = frame.crop(file.tissueRegions().get(1));
            assertThat(crop.width()).isEqualTo(12);
            assertThat(crop.at(0, 0, 0)).isEqualTo(frame.at(12, 3, 0));
            assertThat(crop.at(11, 12, 0)).isEqualTo(frame.at(23, 15, 0));
        }
    }

    @Test
    void sequencesThatAreNotNeededAreSkippedWhateverIsInThem() throws DicomException {
        DicomWriter inner = new DicomWriter(SYNTAX).text(0x00080100, "SH", "T-1");
        DicomWriter icon =
                writer(SYNTAX, Photometric.RGB)
                        .sequence(0x00082218, true, List.of(inner, inner))
                        .fragments(new int[0], List.of(new byte[4]));
        byte[] file =
                writer(SYNTAX, Photometric.MONOCHROME2)
                        .sequence(0x00880200, true, List.of(icon, inner))
                        .sequence(0x00081140, false, List.of(inner))
                        .bytes(Tag.PIXEL_DATA, "OB", grey(0))
                        .file();

        assertThat(TestFrames.firstFrame(file)).isEqualTo(grey(0));
    }

    @Test
    void aFileIsRecognisedByItsBeginning() throws IOException {
        byte[] file = new DicomWriter(SYNTAX).text(Tag.MODALITY, "CS", "US").file();
        byte[] bare =
                new DicomWriter(TransferSyntax.IMPLICIT_LITTLE_ENDIAN)
                        .text(Tag.MODALITY, "CS", "US")
                        .dataSet();

        assertThat(DicomFile.isDicom(Files.write(folder.resolve("IMG0001"), file))).isTrue();
        assertThat(DicomFile.isDicom(Files.write(folder.resolve("bare"), bare))).isTrue();
        assertThat(DicomFile.isDicom(Files.writeString(folder.resolve("a.dcm"), "no"))).isFalse();
        assertThat(DicomFile.isDicom(Files.write(folder.resolve("b"), new byte[0]))).isFalse();
    }

    @Test
    void aFailureIsASentenceForTheUser() throws IOException {
        Path file = Files.write(folder.resolve("empty.dcm"), new byte[0]);

        assertThatThrownBy(() -> DicomFile.read(file))
                .isInstanceOf(DicomException.class)
                .hasMessage("is empty");
        assertThat(new DicomException("is empty").ofFile(file))
                .hasMessage("DICOM file '%s' is empty".formatted(file));
        assertThatThrownBy(() -> DicomFile.read(folder)).hasMessage("is a folder");
        assertThatThrownBy(() -> DicomFile.read(folder.resolve("none")))
                .hasMessage("does not exist");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 30})
    void framesAreSelectedFromTheFirstOn(int count) {
        assertThat(FrameSelection.first().of(count)).containsExactly(0);
        assertThat(FrameSelection.all().of(count)).hasSize(count);
        assertThat(FrameSelection.every(Integer.MAX_VALUE).of(count)).containsExactly(0);
        assertThat(FrameSelection.every(3).of(7)).containsExactly(0, 3, 6);
        assertThat(FrameSelection.every(3).of(6)).containsExactly(0, 3);
    }
}
