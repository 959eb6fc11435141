package io.podagra.model.training;

/**
 * A part of ResNet-50 (He et al. 2016, table 1), from the image to the classes. Frozen and unfrozen
 * as a whole, and trained at a pace of its own.
 */
public enum Stage {
    /** The first convolution, 7 by 7, and its normalisation. */
    STEM,
    /** Three blocks, 256 channels. */
    STAGE_2,
    /** Four blocks, 512 channels. */
    STAGE_3,
    /** Six blocks, 1,024 channels. */
    STAGE_4,
    /** Three blocks, 2,048 channels. */
    STAGE_5,
    /** Pooling and classes. */
    HEAD;

    /**
     * The stage of a layer or vertex by its name in the zoo's graph, such as {@code
     * res4b_branch2a}; the head for every name that is none of the zoo's.
     */
    static Stage of(String vertex) {
        if (vertex.startsWith("stem")) {
            return STEM;
        }
        for (Stage stage : new Stage[] {STAGE_2, STAGE_3, STAGE_4, STAGE_5}) {
            String digit = stage.name().substring(stage.name().length() - 1);
            if (vertex.matches("(res|bn|act|short)" + digit + "[a-f].*")) {
                return stage;
            }
        }
        return HEAD;
    }
}
