package io.podagra.cli.study;

import java.nio.file.Path;

/** Where the files of one network's training are. */
record ArmFolder(Path path) {
    /** Its epochs. */
    Path history() {
        return path.resolve("history.csv");
    }

    /** Its checkpoints, while it is trained. */
    Path checkpoints() {
        return path.resolve("checkpoints");
    }

    /** Its scores of validation and test images. */
    Path scores() {
        return path.resolve("scores.csv");
    }

    /** Its model, where that is kept. */
    Path model() {
        return path.resolve("model.zip");
    }
}
