package io.podagra.pipeline.dicom;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A DICOM file, parsed. Of what it says about patient and examination only what is asked for here
 * is kept. Immutable; may be used by several threads.
 *
 * <p>Read are implicit and explicit VR, little and big endian, deflated; native, RLE, JPEG
 * baseline, extended of 8 bits and lossless, and JPEG 2000 pixel data. Everything else is refused
 * by name.
 */
public final class DicomFile {
    private static final int BEGINNING = 132;
    private static final int DATE_LENGTH = 8;

    private final DicomContent content;

    private DicomFile(DicomContent content) {
        this.content = content;
    }

    /**
     * Parses a file; no frame is decoded yet.
     *
     * @throws DicomException if it cannot be read, is no DICOM, is damaged, or is in a transfer
     *     syntax that is not supported
     */
    public static DicomFile read(Path file) throws DicomException {
        return of(FileBytes.of(file));
    }

    /**
     * Parses a file in memory; no frame is decoded yet.
     *
     * @param bytes are not changed, and must not be as long as this is used
     * @throws DicomException as {@link #read}
     */
    public static DicomFile of(ByteBuffer bytes) throws DicomException {
        return new DicomFile(DicomContent.of(bytes));
    }

    /**
     * Whether a file begins like DICOM, whatever its name.
     *
     * @throws IOException if it cannot be read
     */
    public static boolean isDicom(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return DicomContent.isDicom(ByteBuffer.wrap(in.readNBytes(BEGINNING)));
        }
    }

    /** Whether content begins like DICOM. */
    public static boolean isDicom(byte[] content) {
        return DicomContent.isDicom(ByteBuffer.wrap(content));
    }

    /** SOPInstanceUID: of this file, the world over. */
    public Optional<String> sopInstanceUid() {
        return text(Tag.SOP_INSTANCE_UID);
    }

    /** StudyInstanceUID: of the examination. */
    public Optional<String> studyInstanceUid() {
        return text(Tag.STUDY_INSTANCE_UID);
    }

    /** PatientID, in the file's character set. */
    public Optional<String> patientId() {
        return content.dataSet().text(Tag.PATIENT_ID, CharacterSets.of(content.dataSet()));
    }

    /** SeriesDescription, in the file's character set: free text, which may name a patient. */
    public Optional<String> seriesDescription() {
        return content.dataSet().text(Tag.SERIES_DESCRIPTION, CharacterSets.of(content.dataSet()));
    }

    /** Modality: US of an ultrasound image. */
    public Optional<String> modality() {
        return text(Tag.MODALITY);
    }

    /** Manufacturer of the device. */
    public Optional<String> manufacturer() {
        return text(Tag.MANUFACTURER);
    }

    /** ManufacturerModelName of the device. */
    public Optional<String> model() {
        return text(Tag.MODEL_NAME);
    }

    /** ImageLaterality, else Laterality: L, R, or what the file says. Seldom there. */
    public Optional<String> laterality() {
        return text(Tag.IMAGE_LATERALITY).or(() -> text(Tag.LATERALITY));
    }

    /** The day of the acquisition, else of the content, else of the study; empty if none is one. */
    public Optional<LocalDate> acquisitionDate() {
        return Stream.of(
                        Tag.ACQUISITION_DATE,
                        Tag.ACQUISITION_DATE_TIME,
                        Tag.CONTENT_DATE,
                        Tag.STUDY_DATE)
                .flatMap(tag -> text(tag).stream())
                .flatMap(text -> date(text).stream())
                .findFirst();
    }

    private Optional<String> text(int tag) {
        return content.dataSet().text(tag);
    }

    /** YYYYMMDD, or YYYY.MM.DD of before 1993 (PS3.5, 6.2), and after it any time. */
    private static Optional<LocalDate> date(String text) {
        String digits = text.replace(".", "");
        if (digits.length() < DATE_LENGTH) {
            return Optional.empty();
        }
        try {
            String day = digits.substring(0, DATE_LENGTH);
            return Optional.of(LocalDate.parse(day, DateTimeFormatter.BASIC_ISO_DATE));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /**
     * The parts of every frame that show tissue in two dimensions, in the file's order; none where
     * the device does not say.
     *
     * @throws DicomException if there is no image, or a region is damaged
     */
    public List<UltrasoundRegion> tissueRegions() throws DicomException {
        PixelFormat format = PixelFormat.of(content.dataSet());
        return UltrasoundRegion.of(content.dataSet(), format.columns(), format.rows());
    }

    /**
     * Its frames, to be decoded one at a time.
     *
     * @throws DicomException if there is no image, or one that is damaged, not supported or beyond
     *     the limit of 16,777,216 pixels a frame
     */
    public DicomFrames frames() throws DicomException {
        return DicomFrames.of(content);
    }
}
