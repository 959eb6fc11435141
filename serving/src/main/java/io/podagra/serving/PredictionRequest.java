package io.podagra.serving;

import io.podagra.data.View;
import io.podagra.pipeline.ImageFormat;
import io.podagra.pipeline.dicom.DicomFile;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is asked.
 *
 * @param content of an image or DICOM file
 * @param view it is of, where it is known
 * @param model by name, where it is named
 */
@SuppressWarnings("ArrayRecordComponent") // Handed on at once; not compared.
record PredictionRequest(byte[] content, Optional<String> view, Optional<String> model) {
    static final String IMAGE = "image";
    static final String VIEW = "view";
    static final String MODEL = "model";

    /** What may be said beside the image. */
    static final Set<String> PARAMETERS = Set.of(VIEW, MODEL);

    private static final String FORM = "multipart/form-data";

    /** Types of a body that is the file itself; which file it is, its content tells. */
    static final List<String> TYPES =
            List.of(
                    "image/png",
                    "image/jpeg",
                    "image/bmp",
                    "image/tiff",
                    "application/dicom",
                    "application/octet-stream");

    /**
     * Reads a request.
     *
     * @throws RefusedException if it is not as it has to be
     */
    static PredictionRequest of(Incoming incoming) throws RefusedException {
        String header = incoming.contentType().orElse("application/octet-stream");
        String type = header.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        Map<String, String> said = new HashMap<>(incoming.query());
        byte[] content = incoming.body().getBytes();
        if (type.equals(FORM)) {
            Form form = Form.parse(header, content);
            for (Map.Entry<String, String> field : form.fields().entrySet()) {
                if (said.put(field.getKey(), field.getValue()) != null) {
                    throw new RefusedException(twice(field.getKey()));
                }
            }
            content = form.image();
        } else if (!TYPES.contains(type)) {
            throw new RefusedException(
                    Refusal.unsupported("the Content-Type is none that is taken"));
        }
        requireImage(content);
        return new PredictionRequest(
                content, view(said.get(VIEW)), Optional.ofNullable(said.get(MODEL)));
    }

    static Refusal twice(String parameter) {
        return Refusal.malformed(
                "the parameter '%s' is given twice".formatted(parameter), "give it once");
    }

    private static void requireImage(byte[] content) throws RefusedException {
        if (content.length == 0) {
            throw new RefusedException(
                    Refusal.malformed("there is no image", "send one as the body"));
        }
        if (ImageFormat.of(content).isEmpty() && !DicomFile.isDicom(content)) {
            throw new RefusedException(
                    Refusal.unsupported("what was sent is " + ImageFormat.nameOfOther(content)));
        }
    }

    private static Optional<String> view(String given) throws RefusedException {
        if (given == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new View(given).name());
        } catch (IllegalArgumentException e) {
            throw new RefusedException(
                    Refusal.malformed(
                            "the parameter 'view' is no view",
                            "give one word, such as dorsal, or leave it out"));
        }
    }
}
