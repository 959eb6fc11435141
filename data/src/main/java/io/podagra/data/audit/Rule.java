package io.podagra.data.audit;

import static io.podagra.data.audit.Severity.ERROR;
import static io.podagra.data.audit.Severity.NOTE;
import static io.podagra.data.audit.Severity.WARNING;

import java.util.Locale;

/** What the audit looks for, in the order of its report. */
public enum Rule {
    UNREADABLE_IMAGE(
            ERROR,
            "Unreadable or truncated images",
            "An image that cannot be decoded stops the training, and half an image teaches grey.",
            "Export the files again from their source, or delete their rows."),
    BLANK_IMAGE(
            ERROR,
            "Blank images",
            "An image that is black or of one grey shows no joint, but counts with its label.",
            "Export the files again, or delete their rows."),
    COPIES_ACROSS_PATIENTS(
            ERROR,
            "Same image under two patients",
            "One patient under two identifiers can be trained on and tested on at once, which makes"
                    + " every result too good.",
            "Look the patients up at the source; give them one identifier, or delete the copy that"
                    + " belongs to neither."),
    COPIES_ACROSS_LABELS(
            ERROR,
            "Same image with two labels",
            "One of the labels is wrong, and the network is asked to learn both.",
            "Let a reader decide, and keep one row."),
    COPIES_ACROSS_PARTS(
            ERROR,
            "Same image in two parts of the split",
            "A test image that was trained on measures memory, not skill.",
            "Make a split by patients with these images on one side, or delete the copies."),
    PATIENTS_ACROSS_PARTS(
            ERROR,
            "Patients in two parts of the split",
            "Images of one joint are near copies of each other, so the test is not independent of"
                    + " the training.",
            "Make a split by patients."),
    SIMILAR_PATIENTS(
            WARNING,
            "Patients whose identifiers are written alike",
            "If they are one patient, images of one joint can be trained on and tested on at once.",
            "Write the identifier of one patient in one way."),
    ONE_CLASS_VIEW(
            ERROR,
            "Views with one class only",
            "A view without both classes can be neither trained nor measured.",
            "Add images of the missing class, or leave the view out."),
    COPIES(
            WARNING,
            "Same image twice",
            "A copy counts double in training and in every figure, and tells nothing new.",
            "Delete one of the rows."),
    NEAR_DUPLICATES_ACROSS_PATIENTS(
            ERROR,
            "One patient under two identifiers suspected",
            "No two joints have the same speckle. One patient under two identifiers can be trained"
                    + " on and tested on at once, which makes every result too good.",
            "Look at the pairs; if they are of one joint, give the patients one identifier."),
    NEAR_DUPLICATES_ACROSS_PARTS(
            ERROR,
            "Near-duplicates in two parts of the split",
            "A test image whose near copy was trained on measures memory, not skill.",
            "Make a split by patients with these images on one side."),
    NEAR_DUPLICATES_ACROSS_LABELS(
            WARNING,
            "Near-duplicates with two labels",
            "The images hardly differ, so that one of the labels may be wrong.",
            "Let a reader look at the pairs."),
    NEAR_DUPLICATES_OF_PATIENT(
            NOTE,
            "Near-duplicate frames of one patient",
            "Expected of frames of one joint; they add little and must stay in one part.",
            "Nothing, if the split is by patients."),
    BURNED_IN_OVERLAY(
            WARNING,
            "Text or calipers inside the image area",
            "Readers measure what they find abnormal, so a network can learn the calipers in place"
                    + " of the joint; text may identify a patient.",
            "Export images without overlays, or mask them; remove whatever identifies a patient."),
    COLOUR_DOPPLER(
            WARNING,
            "Colour Doppler",
            "Colours over the tissue are no grey-scale image. Readers switch flow on where they"
                    + " suspect inflammation, so a network can learn the colours in place of the"
                    + " joint.",
            "Leave the images out, or train on them alone."),
    DUAL_SCREEN(
            WARNING,
            "Two images side by side",
            "Half of what the network sees is of another moment or view, and each joint has half"
                    + " its size.",
            "Export one of the two, or cut the images apart."),
    ODD_SIZE(
            WARNING,
            "Odd sizes",
            "An image of another size than its device makes may be a screenshot, a crop or another"
                    + " kind of picture.",
            "Look at the images; export again what is not the device's own."),
    LABEL_TIED(
            WARNING,
            "Label tied to how the image was made",
            "A network can tell the device, the site or an overlay at a glance, and answer from"
                    + " that.",
            "Balance the classes, or hold one device or site out as the test; read results by"
                    + " device and site."),
    BOTH_LABELS(
            NOTE,
            "Patients with both labels",
            "Common where each image is labelled for itself. Images of one patient are never"
                    + " independent.",
            "Nothing; split by patients, and read the intervals that count patients.");

    private final Severity severity;
    private final String title;
    private final String why;
    private final String advice;

    Rule(Severity severity, String title, String why, String advice) {
        this.severity = severity;
        this.title = title;
        this.why = why;
        this.advice = advice;
    }

    /** What {@code audit.json} calls it, such as {@code unreadable-image}; never changes. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** How grave a finding is, unless it says otherwise. */
    public Severity severity() {
        return severity;
    }

    /** A heading. */
    public String title() {
        return title;
    }

    /** Why it matters. */
    public String why() {
        return why;
    }

    /** What to do about it. */
    public String advice() {
        return advice;
    }
}
