package io.podagra.model.weights;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells, by the names of tensors, which other published network weights are of: a name each of
 * which only that one has (torchvision.models, keras.applications).
 */
final class OtherNetworks {
    private record Mark(String network, String present, String absent) {
        boolean matches(Map<String, Tensor> tensors) {
            return tensors.containsKey(present) && !tensors.containsKey(absent);
        }
    }

    private static final List<Mark> MARKS =
            List.of(
                    new Mark("ResNet-152", "layer3.35.conv1.weight", ""),
                    new Mark("ResNet-152", "conv4_block36_1_conv/kernel", ""),
                    new Mark("ResNet-101", "layer3.22.conv1.weight", ""),
                    new Mark("ResNet-101", "conv4_block23_1_conv/kernel", ""),
                    new Mark(
                            "ResNet-18 or ResNet-34",
                            "layer1.0.conv2.weight",
                            "layer1.0.conv3.weight"),
                    new Mark("a ResNet V2", "conv2_block1_preact_bn/gamma", "conv1_bn/gamma"),
                    new Mark("VGG", "block1_conv1/kernel", ""),
                    new Mark("DenseNet", "features.conv0.weight", ""),
                    new Mark("DenseNet", "conv1/bn/gamma", ""),
                    new Mark("VGG or AlexNet", "features.0.weight", "features.0.0.weight"),
                    new Mark("MobileNet or EfficientNet", "features.0.0.weight", ""),
                    new Mark("a vision transformer", "cls_token", ""));

    private OtherNetworks() {}

    /** Its name; empty if it is not known, as that of a ResNeXt or wide ResNet. */
    static Optional<String> guess(Map<String, Tensor> tensors) {
        return MARKS.stream().filter(mark -> mark.matches(tensors)).map(Mark::network).findFirst();
    }
}
