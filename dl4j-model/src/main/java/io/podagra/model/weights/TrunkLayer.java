package io.podagra.model.weights;

import java.util.ArrayList;
import java.util.List;

/**
 * A convolution of ResNet-50 with its batch norm (He et al. 2016, table 1).
 *
 * @param stage 1 is the stem
 * @param block of the stage, from 0
 * @param branch 1 to 3 along the residual branch, 0 on the shortcut
 * @param inputs channels
 * @param outputs channels
 * @param kernel height and width
 */
record TrunkLayer(int stage, int block, int branch, int inputs, int outputs, int kernel) {
    private static final int STEM = 1;
    private static final int STEM_WIDTH = 64;
    private static final int STEM_KERNEL = 7;
    private static final int MIDDLE_KERNEL = 3;
    private static final int EXPANSION = 4;
    private static final int CHANNELS = 3;
    private static final List<Integer> BLOCKS = List.of(3, 4, 6, 3);

    /** All 53, the stem first. */
    static List<TrunkLayer> all() {
        List<TrunkLayer> layers = new ArrayList<>();
        layers.add(new TrunkLayer(STEM, 0, 1, CHANNELS, STEM_WIDTH, STEM_KERNEL));
        int inputs = STEM_WIDTH;
        int width = STEM_WIDTH;
        for (int stage = STEM + 1; stage <= STEM + BLOCKS.size(); stage++) {
            for (int block = 0; block < BLOCKS.get(stage - STEM - 1); block++) {
                int outputs = width * EXPANSION;
                if (block == 0) {
                    layers.add(new TrunkLayer(stage, block, 0, inputs, outputs, 1));
                }
                layers.add(new TrunkLayer(stage, block, 1, inputs, width, 1));
                layers.add(new TrunkLayer(stage, block, 2, width, width, MIDDLE_KERNEL));
                layers.add(new TrunkLayer(stage, block, 3, width, outputs, 1));
                inputs = outputs;
            }
            width *= 2;
        }
        return List.copyOf(layers);
    }

    boolean isStem() {
        return stage == STEM;
    }

    /** Name of the convolution in Deeplearning4j's zoo. */
    String convolution() {
        return isStem() ? "stem-cnn1" : "res" + zooSuffix();
    }

    /** Name of the batch norm in Deeplearning4j's zoo. */
    String normalisation() {
        return isStem() ? "stem-batch1" : "bn" + zooSuffix();
    }

    private String zooSuffix() {
        String place = branch == 0 ? "1" : "2" + (char) ('a' + branch - 1);
        return "%d%c_branch%s".formatted(stage, 'a' + block, place);
    }
}
