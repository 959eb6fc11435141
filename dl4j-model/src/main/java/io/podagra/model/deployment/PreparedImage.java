package io.podagra.model.deployment;

import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/** An image, decoded and prepared for the network that is to score it; native memory. */
public final class PreparedImage implements AutoCloseable {
    private final String title;
    private final Optional<String> view;
    private final DeployedModel model;
    private final INDArray tensor;

    PreparedImage(String title, Optional<String> view, DeployedModel model, INDArray tensor) {
        this.title = title;
        this.view = view;
        this.model = model;
        this.tensor = tensor;
    }

    /** Which image of its file it is, such as {@code frame 3}; empty where there is one. */
    public String title() {
        return title;
    }

    Optional<String> view() {
        return view;
    }

    DeployedModel model() {
        return model;
    }

    /** {@code [1, 3, size, size]}, values 0 to 255. */
    public INDArray tensor() {
        return tensor;
    }

    @Override
    public void close() {
        tensor.close();
    }
}
