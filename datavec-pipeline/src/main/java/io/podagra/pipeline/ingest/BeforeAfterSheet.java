package io.podagra.pipeline.ingest;

import io.podagra.data.AtomicFiles;
import io.podagra.data.OwnerOnly;
import io.podagra.data.drawing.SheetCanvas;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * A sheet of frames before and after overlays were painted over, of those looked at the ones in
 * which most was. Before, names may be burned into them, so the sheet is its owner's alone.
 */
final class BeforeAfterSheet {
    /** Frames on the sheet. */
    private static final int SHOWN = 8;

    /** Files that are looked at for the frames in which most was painted over. */
    private static final int LOOKED_AT = 200;

    private static final int COLUMNS = 2;
    private static final int CELL = 380;
    private static final int GAP = 12;
    private static final int MARGIN = 28;
    private static final int HEADER = 84;
    private static final int CAPTION_HEIGHT = 30;
    private static final int LETTERS = 2;
    private static final int TITLE_LETTERS = 3;
    private static final int BACKGROUND = 0x101418;
    private static final int TITLE = 0xE8EAED;
    private static final int CAPTION = 0x9AA4AE;

    /**
     * A frame as the source has it, and as the cohort has it.
     *
     * @param painted how many pixels were painted over
     */
    private record Pair(BufferedImage before, BufferedImage after, int painted) {
        static Pair of(BufferedImage before, BufferedImage after) {
            int painted = 0;
            for (int y = 0; y < before.getHeight(); y++) {
                for (int x = 0; x < before.getWidth(); x++) {
                    painted += before.getRGB(x, y) == after.getRGB(x, y) ? 0 : 1;
                }
            }
            return new Pair(before, after, painted);
        }
    }

    private final SourceFiles sources;
    private final Path cohort;

    private BeforeAfterSheet(SourceFiles sources, Path cohort) {
        this.sources = sources;
        this.cohort = cohort;
    }

    /**
     * @param outcomes of which those taken are shown, as they come
     * @param synthetic whether anything was made by a computer
     */
    static void write(
            Path file, List<Outcome> outcomes, SourceFiles sources, Path cohort, boolean synthetic)
            throws IOException {
        List<Pair> pairs = new BeforeAfterSheet(sources, cohort).pairs(outcomes);
        byte[] png = draw(pairs, synthetic);
        AtomicFiles.write(
                file,
                temporary -> {
                    Files.createFile(temporary, OwnerOnly.file(temporary));
                    Files.write(temporary, png);
                });
    }

    private List<Pair> pairs(List<Outcome> outcomes) throws IOException {
        List<Outcome.Taken> taken =
                outcomes.stream()
                        .filter(Outcome.Taken.class::isInstance)
                        .map(Outcome.Taken.class::cast)
                        .filter(one -> !one.pictures().isEmpty())
                        .toList();
        List<Pair> pairs = new ArrayList<>();
        int step = Math.max(1, (taken.size() + LOOKED_AT - 1) / LOOKED_AT);
        for (int index = 0; index < taken.size(); index += step) {
            addIfChanged(pairs, taken.get(index));
            pairs.sort(Comparator.comparingInt(Pair::painted).reversed());
            if (pairs.size() > SHOWN) {
                pairs.remove(SHOWN);
            }
        }
        return pairs;
    }

    private void addIfChanged(List<Pair> pairs, Outcome.Taken taken) throws IOException {
        try {
            byte[] before = sources.open(taken.name().file()).frames().get(0).clean().png();
            byte[] after = Files.readAllBytes(cohort.resolve(taken.pictures().get(0).id()));
            if (!Arrays.equals(before, after)) {
                pairs.add(Pair.of(picture(before), picture(after)));
            }
        } catch (RefusedFileException e) {
            throw new IOException(
                    "a source file changed while it was taken in; run the command again", e);
        }
    }

    private static BufferedImage picture(byte[] png) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(png));
    }

    private static byte[] draw(List<Pair> pairs, boolean synthetic) {
        int pair = 2 * CELL + GAP;
        int rows = (pairs.size() + COLUMNS - 1) / COLUMNS;
        int width = 2 * MARGIN + COLUMNS * pair + (COLUMNS - 1) * MARGIN;
        int height = HEADER + Math.max(1, rows) * (CELL + CAPTION_HEIGHT + GAP) + MARGIN;
        SheetCanvas canvas = new SheetCanvas(width, height, BACKGROUND);
        String mark = synthetic ? "SYNTHETIC - " : "";
        canvas.text(MARGIN, 20, TITLE_LETTERS, mark + "OVERLAYS PAINTED OVER", TITLE);
        String about =
                pairs.isEmpty()
                        ? "NOTHING WAS FOUND TO PAINT OVER"
                        : "WHERE MUCH WAS. LOOK FOR WHAT IS LEFT. MAY SHOW NAMES: KEEP IT TO"
                                + " YOURSELF";
        canvas.text(MARGIN, 54, LETTERS, about, CAPTION);
        for (int index = 0; index < pairs.size(); index++) {
            int x = MARGIN + index % COLUMNS * (pair + MARGIN);
            int y = HEADER + index / COLUMNS * (CELL + CAPTION_HEIGHT + GAP);
            canvas.picture(x, y, CELL, pairs.get(index).before());
            canvas.picture(x + CELL + GAP, y, CELL, pairs.get(index).after());
            canvas.text(x, y + CELL + 8, LETTERS, "BEFORE", CAPTION);
            canvas.text(x + CELL + GAP, y + CELL + 8, LETTERS, "AFTER", CAPTION);
        }
        return canvas.toPng();
    }
}
