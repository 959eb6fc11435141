package io.podagra.pipeline.ingest;

import static java.util.Objects.requireNonNull;

import io.podagra.data.InvalidInputException;
import io.podagra.pipeline.FrameCleaner;
import io.podagra.pipeline.ImageLoader;
import io.podagra.pipeline.ImageSettings;
import io.podagra.pipeline.ImageTraits;
import io.podagra.pipeline.dicom.DicomException;
import io.podagra.pipeline.dicom.DicomFile;
import io.podagra.pipeline.dicom.FrameSelection;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The images of files in use, prepared for a network as those of its training were.
 *
 * <p>A PNG, JPEG, BMP or TIFF is one image and taken as it is, like an image of a cohort. Of a
 * DICOM file frames are cut to the regions that show tissue, as {@code ingest} cuts them when a
 * cohort is made; each region of each frame is an image. Immutable and thread-safe.
 */
public final class FileImages {
    /** What {@code ingest} does unless told otherwise; masking is a part of the preprocessing. */
    private static final FrameCleaner CLEANER = new FrameCleaner(true, false);

    private final ImageLoader loader;
    private final FrameSelection frames;

    /**
     * @param frames to take of a DICOM file with several
     */
    public FileImages(ImageSettings settings, FrameSelection frames) {
        this.loader = new ImageLoader(requireNonNull(settings, "settings is null"));
        this.frames = requireNonNull(frames, "frames is null");
    }

    /** An image of a file, not decoded yet. */
    public interface FileImage {
        /** Which one it is, such as {@code frame 3 region 1}; empty where there is only one. */
        String title();

        /**
         * Decodes and prepares it.
         *
         * @return a new tensor {@code [1, 3, size, size]}, values 0 to 255
         * @throws InvalidInputException if it cannot be decoded
         */
        INDArray load();

        /**
         * The same, with what the image looks like before it is prepared: a file that is one image
         * as it is, one of DICOM as {@code ingest} would write it into a cohort.
         *
         * @throws InvalidInputException if it cannot be decoded
         */
        Seen see();
    }

    /**
     * An image and what it looks like.
     *
     * @param tensor {@code [1, 3, size, size]}, values 0 to 255, to be closed
     * @param traits of the image before it was prepared
     */
    public record Seen(INDArray tensor, ImageTraits traits) implements AutoCloseable {
        public Seen {
            requireNonNull(tensor, "tensor is null");
            requireNonNull(traits, "traits is null");
        }

        @Override
        public void close() {
            tensor.close();
        }
    }

    /**
     * The images of a file, at least one. Only of DICOM more than the beginning is read now.
     *
     * @throws InvalidInputException if it is a DICOM file that cannot be used
     */
    public List<FileImage> of(Path file) {
        boolean isDicom;
        try {
            isDicom = DicomFile.isDicom(file);
        } catch (IOException e) {
            isDicom = false; // reading it as another image will say what is wrong
        }
        if (!isDicom) {
            return List.of(new Still(() -> loader.load(file), () -> ImageTraits.of(file)));
        }
        try {
            return images(file.toString(), DicomFile.read(file));
        } catch (DicomException e) {
            throw unusable(file.toString(), e);
        }
    }

    /**
     * The images of a file in memory, at least one.
     *
     * @param name what messages call it
     * @throws InvalidInputException if it is a DICOM file that cannot be used
     */
    public List<FileImage> of(String name, byte[] content) {
        if (!DicomFile.isDicom(content)) {
            return List.of(
                    new Still(
                            () -> loader.load(name, content), () -> ImageTraits.of(name, content)));
        }
        try {
            return images(name, DicomFile.of(ByteBuffer.wrap(content).asReadOnlyBuffer()));
        } catch (DicomException e) {
            throw unusable(name, e);
        }
    }

    private List<FileImage> images(String name, DicomFile file) {
        try {
            return DicomSource.of(file, frames, CLEANER).frames().stream()
                    .<FileImage>map(frame -> new OfDicom(name, frame, loader))
                    .toList();
        } catch (RefusedFileException e) {
            throw unusable(name, e);
        }
    }

    /** The image of a file that is one. */
    private record Still(Supplier<INDArray> decoding, Supplier<ImageTraits> looking)
            implements FileImage {
        @Override
        public String title() {
            return "";
        }

        @Override
        public INDArray load() {
            return decoding.get();
        }

        @Override
        public Seen see() {
            ImageTraits traits = looking.get(); // first, for if it fails there is nothing to close
            return new Seen(decoding.get(), traits);
        }
    }

    /** A region of a frame. */
    private record OfDicom(String name, SourceFile.Frame frame, ImageLoader loader)
            implements FileImage {
        @Override
        public String title() {
            return frame.title();
        }

        @Override
        public INDArray load() {
            return loader.load(name, png());
        }

        @Override
        public Seen see() {
            byte[] png = png();
            ImageTraits traits = ImageTraits.of(name, png);
            return new Seen(loader.load(name, png), traits);
        }

        private byte[] png() {
            try {
                return frame.clean().png();
            } catch (RefusedFileException e) {
                throw unusable(name, e);
            }
        }
    }

    private static InvalidInputException unusable(String name, Exception cause) {
        return new InvalidInputException(
                "image '%s' %s; replace it or leave it out".formatted(name, cause.getMessage()),
                cause);
    }
}
