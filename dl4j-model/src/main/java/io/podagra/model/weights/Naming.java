package io.podagra.model.weights;

import java.util.Locale;
import java.util.Optional;

/** How a publisher calls the tensors of ResNet-50. */
enum Naming {
    /**
     * The zoo's names, which Keras had too before keras-applications 1.0.8, apart from the stem.
     */
    ZOO {
        @Override
        String convolution(TrunkLayer layer) {
            return layer.convolution();
        }

        @Override
        String normalisation(TrunkLayer layer) {
            return layer.normalisation();
        }

        @Override
        String suffix(Parameter parameter) {
            return "/" + parameter.zoo();
        }
    },
    KERAS_OLD {
        @Override
        String convolution(TrunkLayer layer) {
            return layer.isStem() ? "conv1" : layer.convolution();
        }

        @Override
        String normalisation(TrunkLayer layer) {
            return layer.isStem() ? "bn_conv1" : layer.normalisation();
        }
    },
    KERAS_NEW {
        @Override
        String convolution(TrunkLayer layer) {
            return prefix(layer) + "_conv";
        }

        @Override
        String normalisation(TrunkLayer layer) {
            return prefix(layer) + "_bn";
        }

        private String prefix(TrunkLayer layer) {
            return layer.isStem()
                    ? "conv1"
                    : "conv%d_block%d_%d"
                            .formatted(layer.stage(), layer.block() + 1, layer.branch());
        }
    },
    TORCH {
        @Override
        String convolution(TrunkLayer layer) {
            return layer.isStem()
                    ? "conv1"
                    : torch("layer" + (layer.stage() - 1), layer, "conv", 0);
        }

        @Override
        String normalisation(TrunkLayer layer) {
            return layer.isStem() ? "bn1" : torch("layer" + (layer.stage() - 1), layer, "bn", 1);
        }

        @Override
        String suffix(Parameter parameter) {
            return torchSuffix(parameter);
        }
    },
    /** Of {@code nn.Sequential(*list(resnet50.children())[:-1])}, called backbone. */
    TORCH_SEQUENTIAL {
        private static final String BACKBONE = "backbone.";

        @Override
        String convolution(TrunkLayer layer) {
            return layer.isStem()
                    ? BACKBONE + 0
                    : torch(BACKBONE + (layer.stage() + 2), layer, "conv", 0);
        }

        @Override
        String normalisation(TrunkLayer layer) {
            return layer.isStem()
                    ? BACKBONE + 1
                    : torch(BACKBONE + (layer.stage() + 2), layer, "bn", 1);
        }

        @Override
        String suffix(Parameter parameter) {
            return torchSuffix(parameter);
        }
    };

    abstract String convolution(TrunkLayer layer);

    abstract String normalisation(TrunkLayer layer);

    String suffix(Parameter parameter) {
        return "/" + parameter.name().toLowerCase(Locale.ROOT);
    }

    /** Name of a tensor. */
    String of(TrunkLayer layer, Parameter parameter) {
        String module = parameter.ofConvolution() ? convolution(layer) : normalisation(layer);
        return module + suffix(parameter);
    }

    /** The convention of a file, told by the batch norm after the stem. */
    static Optional<Naming> of(NamedTensors file) {
        TrunkLayer stem = TrunkLayer.all().get(0);
        for (Naming naming : values()) {
            if (file.tensors().containsKey(naming.of(stem, Parameter.GAMMA))) {
                return Optional.of(naming);
            }
        }
        return Optional.empty();
    }

    private static String torch(String stage, TrunkLayer layer, String kind, int shortcut) {
        String module = layer.branch() == 0 ? "downsample." + shortcut : kind + layer.branch();
        return stage + "." + layer.block() + "." + module;
    }

    private static String torchSuffix(Parameter parameter) {
        return switch (parameter) {
            case KERNEL, GAMMA -> ".weight";
            case BIAS, BETA -> ".bias";
            case MEAN -> ".running_mean";
            case VARIANCE -> ".running_var";
        };
    }
}
