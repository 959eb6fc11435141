package io.podagra.examples;

import io.podagra.data.Label;
import io.podagra.model.deployment.Classification;
import io.podagra.model.deployment.Classifier;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Says of image files what a model makes of them. */
public final class ClassifyImages {
    private ClassifyImages() {}

    /** The first argument is the model, the others are images. */
    public static void main(String[] arguments) {
        List<Path> files = Arrays.stream(arguments).map(Path::of).toList();
        classify(files.get(0), files.subList(1, files.size()), System.out);
    }

    static void classify(Path model, List<Path> images, PrintStream out) {
        try (Classifier classifier = Classifier.load(model)) {
            if (classifier.synthetic()) {
                out.println("SYNTHETIC MODEL: its scores mean nothing for patients.");
            }
            for (Path image : images) {
                Classification found = classifier.classify(image);
                String call = found.call().map(Label::word).orElse("no call");
                out.printf("%s: %.3f, %s%n", image.getFileName(), found.score(), call);
            }
        }
    }
}
