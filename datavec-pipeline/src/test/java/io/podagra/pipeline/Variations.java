package io.podagra.pipeline;

/** Settings of augmentation with one variation alone, or of some. */
final class Variations {
    private Variations() {}

    static AugmentationSettings flips(double horizontal, double vertical) {
        AugmentationSettings none = AugmentationSettings.none();
        return new AugmentationSettings(
                true,
                new Flip(horizontal),
                new Flip(vertical),
                none.rotation(),
                none.scale(),
                none.shift(),
                none.gain(),
                none.contrast(),
                none.gamma(),
                none.tgc(),
                none.speckle());
    }

    static AugmentationSettings only(String name, Variation variation) {
        return changed(enabled(AugmentationSettings.none()), name, variation);
    }

    static AugmentationSettings enabled(AugmentationSettings base) {
        return changed(base, "", base.rotation());
    }

    /** The base, switched on, with another variation in place of the one of that name. */
    static AugmentationSettings changed(
            AugmentationSettings base, String name, Variation variation) {
        return new AugmentationSettings(
                true,
                base.horizontalFlip(),
                base.verticalFlip(),
                name.equals("rotation") ? variation : base.rotation(),
                name.equals("scale") ? variation : base.scale(),
                name.equals("shift") ? variation : base.shift(),
                name.equals("gain") ? variation : base.gain(),
                name.equals("contrast") ? variation : base.contrast(),
                name.equals("gamma") ? variation : base.gamma(),
                name.equals("tgc") ? variation : base.tgc(),
                name.equals("speckle") ? variation : base.speckle());
    }
}
