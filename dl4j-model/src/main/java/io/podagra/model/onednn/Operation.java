package io.podagra.model.onednn;

import java.util.List;
import org.deeplearning4j.nn.layers.convolution.ConvolutionLayer;
import org.deeplearning4j.nn.layers.normalization.BatchNormalization;

/** What one vertex of a network computes, as far as it is computed here. */
sealed interface Operation {
    /** The vertex. */
    String name();

    /** The vertices that it reads. */
    List<String> inputs();

    /**
     * A convolution.
     *
     * @param layer that holds its weights {@code [out, in, height, width]} and its bias
     */
    record Convolution(String name, String input, ConvolutionLayer layer, Window window)
            implements Operation {
        @Override
        public List<String> inputs() {
            return List.of(input);
        }
    }

    /**
     * A batch norm.
     *
     * @param layer that holds scale, shift and running statistics
     * @param fixed whether it normalises by its running statistics in training, too
     */
    record Normalisation(String name, String input, BatchNormalization layer, boolean fixed)
            implements Operation {
        @Override
        public List<String> inputs() {
            return List.of(input);
        }
    }

    /** ReLU: the larger of the input and 0. */
    record Rectification(String name, String input) implements Operation {
        @Override
        public List<String> inputs() {
            return List.of(input);
        }
    }

    /** The sum of two inputs. */
    record Addition(String name, String first, String second) implements Operation {
        @Override
        public List<String> inputs() {
            return List.of(first, second);
        }
    }

    /** The largest value under a window. */
    record MaxPooling(String name, String input, Window window) implements Operation {
        @Override
        public List<String> inputs() {
            return List.of(input);
        }
    }

    /** The mean over height and width. */
    record GlobalAverage(String name, String input) implements Operation {
        @Override
        public List<String> inputs() {
            return List.of(input);
        }
    }
}
