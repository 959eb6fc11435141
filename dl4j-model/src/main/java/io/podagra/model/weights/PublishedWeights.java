package io.podagra.model.weights;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * Files of weights that are known by a checksum their publisher gives. A checksum tells which file
 * it is; it is not asked to withstand forgery, for which neither would be enough.
 */
final class PublishedWeights {
    /**
     * Torchvision's file names end in the first 8 digits of the SHA-256 (torch.hub, {@code
     * load_state_dict_from_url}); torchvision/models/resnet.py. Its older resnet50-19c8e357.pth is
     * in the format from before PyTorch 1.6.
     */
    private static final Map<String, String> BY_SHA256_PREFIX =
            Map.of(
                    "0676ba61", "torchvision ResNet-50, IMAGENET1K_V1",
                    "11ad3fa6", "torchvision ResNet-50, IMAGENET1K_V2");

    /**
     * The MD5 of keras_applications/resnet50.py of keras-applications 1.0.7 and of {@code
     * WEIGHTS_HASHES} of keras/applications/resnet.py.
     */
    private static final Map<String, String> BY_MD5 =
            Map.of(
                    "a7b3fe01876f51b976af0dea6bc144eb", "Keras ResNet-50, ImageNet, old, with head",
                    "a268eb855778b3df3c7506639542a6af", "Keras ResNet-50, ImageNet, old, no head",
                    "2cb95161c43110f7111970584f804107", "Keras ResNet-50, ImageNet, new, with head",
                    "4d473c1dd8becc155b73f8504c6f6626", "Keras ResNet-50, ImageNet, new, no head");

    private static final int PREFIX = 8;
    private static final String SHIPPED =
            "the base weights that Podagra ships, learnt from synthetic images";
    private static final String IMAGENET =
            "; learnt from ImageNet, whose images have terms of their own";

    /** As their publishers' repositories say, by how a name begins. */
    private static final Map<String, String> LICENCES =
            Map.of(
                    SHIPPED,
                    "Apache License 2.0, as Podagra",
                    "torchvision",
                    "BSD 3-Clause, as torchvision" + IMAGENET,
                    "Keras",
                    "MIT, as Keras Applications" + IMAGENET);

    private PublishedWeights() {}

    /** Name of the published file that has this content. */
    static Optional<String> name(Path file, String sha256) throws IOException {
        if (ShippedWeights.areOf(sha256)) {
            return Optional.of(SHIPPED);
        }
        String torchvision = BY_SHA256_PREFIX.get(sha256.substring(0, PREFIX));
        return torchvision != null
                ? Optional.of(torchvision)
                : Optional.ofNullable(BY_MD5.get(md5(file)));
    }

    /** The licence of a published file. */
    static Optional<String> licence(String name) {
        return LICENCES.entrySet().stream()
                .filter(licence -> name.startsWith(licence.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static String md5(Path file) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
