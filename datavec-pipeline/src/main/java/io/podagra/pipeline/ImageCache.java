package io.podagra.pipeline;

import io.podagra.data.AtomicFiles;
import io.podagra.data.CohortImage;
import io.podagra.data.ProgressListener;
import io.podagra.data.Workers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Images decoded once, in a folder that networks, trials and processes share.
 *
 * <p>The images of one list and one preprocessing are one file, named by a SHA-256 of the files'
 * contents and of everything that shapes a working image. So what has changed is never found again.
 * The file is written under another name and renamed when it is whole, by one process at a time,
 * while others wait. Files used longest ago are deleted where the folder would exceed its limit;
 * who still has them open keeps them.
 *
 * <p>A cache changes nothing but the time. Where it cannot be had, because the images exceed the
 * limit or the disk is full, there is a notice, and the images are decoded whenever they are
 * needed. An image that cannot be decoded is left out, and fails where it is used.
 *
 * <p>The pixels are those of patients: the folder and the files are for their owner only (POSIX
 * modes 700 and 600). {@link #delete()} or deleting the folder removes all that there is.
 */
public final class ImageCache {
    /** 4 GiB: all images of the paper at 448 pixels, in colour, with room to spare. */
    public static final long DEFAULT_BYTES = 4L << 30;

    private final CacheFolder folder;
    private final long maximumBytes;
    private final Consumer<String> notice;

    /**
     * @param folder created when needed; nothing else should be in it
     * @param maximumBytes of all files in it
     * @param notice hears one sentence where there can be no cache
     */
    public ImageCache(Path folder, long maximumBytes, Consumer<String> notice) {
        this.folder = new CacheFolder(folder);
        this.maximumBytes = maximumBytes;
        this.notice = notice;
    }

    /**
     * The decoded images, from the folder or, if they are not there, from the cohort's files, on
     * all processors.
     *
     * @param images all that will be asked for: those of every arm and part, for one list is one
     *     file
     * @param progress hears of each image that is decoded, from several threads
     * @return to be closed after the iterators that use it
     */
    public CachedImages open(
            List<CohortImage> images, ImageSettings settings, ProgressListener progress) {
        return open(images, settings, Preprocessing.of(settings).key(), progress);
    }

    /**
     * @param preprocessing names everything that shapes a working image
     */
    CachedImages open(
            List<CohortImage> images,
            ImageSettings settings,
            String preprocessing,
            ProgressListener progress) {
        try (Workers workers = Workers.onAllProcessors()) {
            Map<Path, Digest> digests = digests(images, workers);
            Map<Digest, Path> sources = new LinkedHashMap<>();
            digests.forEach((file, digest) -> sources.putIfAbsent(digest, file));
            Digest key = Digest.of(preprocessing, sources.keySet());
            ImagePackWriter writer = new ImagePackWriter(settings, maximumBytes, workers, progress);
            ImagePack pack = folder.locked(() -> findOrWrite(key, settings, sources, writer));
            return CachedImages.of(pack, digests);
        } catch (IOException e) {
            notice.accept(
                    "no cache of decoded images: %s; training decodes them in every epoch"
                            .formatted(CacheFolder.reason(e)));
            return CachedImages.none();
        }
    }

    /**
     * Deletes the folder with every image in it. Who has images open keeps them until they are
     * closed.
     */
    public void delete() throws IOException {
        folder.delete();
    }

    private ImagePack findOrWrite(
            Digest key, ImageSettings settings, Map<Digest, Path> sources, ImagePackWriter writer)
            throws IOException {
        int side = WorkingImage.sideFor(settings);
        Path file = folder.pack(key);
        Optional<ImagePack> found =
                Files.exists(file) ? ImagePack.open(file, side) : Optional.empty();
        if (found.isPresent()) {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
            return found.orElseThrow();
        }
        folder.makeRoom(writer.leastBytes(sources.size()), maximumBytes, file);
        AtomicFiles.write(file, temporary -> writer.write(temporary, sources));
        folder.makeRoom(Files.size(file), maximumBytes, file);
        return ImagePack.open(file, side)
                .orElseThrow(() -> new IOException(file + " is not what was written"));
    }

    /** By file; those that cannot be read are missing. */
    private static Map<Path, Digest> digests(List<CohortImage> images, Workers workers) {
        List<Path> files =
                List.copyOf(new HashSet<>(images.stream().map(CohortImage::file).toList()));
        Map<Path, Digest> digests = new ConcurrentHashMap<>();
        workers.forEach(
                files.size(),
                index -> {
                    try {
                        Path file = files.get(index);
                        digests.put(file, Digest.of(Files.readAllBytes(file)));
                    } catch (IOException e) {
                        // Whoever uses the image tells of it.
                    }
                });
        Map<Path, Digest> ordered = new LinkedHashMap<>();
        images.forEach(
                image -> {
                    if (digests.containsKey(image.file())) {
                        ordered.put(image.file(), digests.get(image.file()));
                    }
                });
        return ordered;
    }
}
