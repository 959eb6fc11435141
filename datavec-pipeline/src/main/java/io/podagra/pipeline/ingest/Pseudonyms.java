package io.podagra.pipeline.ingest;

import io.podagra.data.SyntheticMark;
import java.text.Normalizer;

/**
 * The names by which a cohort knows patients, studies, images and files. A letter comes first, for
 * spreadsheets take digits with an e among them for a number; what is synthetic keeps its mark.
 */
record Pseudonyms(HashKey key) {
    private static final int PERSON_DIGITS = 16;
    private static final int FILE_DIGITS = 32;

    String patient(Claim claim) {
        return mark(claim) + "p" + hash(HashKey.Kind.PATIENT, claim.patientId(), PERSON_DIGITS);
    }

    String study(Claim claim, String studyId) {
        return mark(claim) + "s" + hash(HashKey.Kind.STUDY, studyId, PERSON_DIGITS);
    }

    /**
     * @param contentDigest of the source file
     * @param frame of the file
     */
    String image(Claim claim, String contentDigest, String frame) {
        return mark(claim)
                + "i"
                + hash(HashKey.Kind.IMAGE, contentDigest + "\0" + frame, FILE_DIGITS);
    }

    String file(SourceName name) {
        return hash(HashKey.Kind.FILE, name.relative(), FILE_DIGITS);
    }

    String content(String contentDigest) {
        return hash(HashKey.Kind.CONTENT, contentDigest, FILE_DIGITS);
    }

    private String hash(HashKey.Kind kind, String text, int digits) {
        return key.hash(kind, normalised(text), digits);
    }

    /** Letters that are put together differently, and spaces around, make no difference. */
    static String normalised(String text) {
        return Normalizer.normalize(text.strip(), Normalizer.Form.NFC);
    }

    private static String mark(Claim claim) {
        return claim.synthetic() ? SyntheticMark.PREFIX : "";
    }
}
