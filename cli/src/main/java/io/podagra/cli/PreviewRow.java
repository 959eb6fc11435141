package io.podagra.cli;

import io.podagra.cli.settings.StudySettings;
import io.podagra.data.CohortImage;
import io.podagra.data.Label;
import io.podagra.data.drawing.SheetCanvas;
import io.podagra.pipeline.AppliedStep;
import io.podagra.pipeline.ImagePreview;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A row of the preview's sheet: an image as it is, as the network sees it, and its variants. */
record PreviewRow(CohortImage image, List<Cell> cells) {
    /** Letters of all that is no title, in pixels of the sheet for each of the font's. */
    static final int LETTERS = 2;

    static final int CAPTION = 0x9AA4AE;
    static final int GAP = 16;

    private static final int NORMAL = 0x6CC5B0;
    private static final int ABNORMAL = 0xF2A65A;
    private static final int CELL = 252;
    private static final int LINE = 19;
    private static final int LETTERS_OF_A_LINE = CELL / SheetCanvas.widthOf(" ", LETTERS);
    private static final int BELOW_PICTURE = 8;

    /**
     * A picture and what stands below it.
     *
     * @param lines from the top
     */
    record Cell(BufferedImage picture, List<String> lines) {
        Cell {
            lines = List.copyOf(lines);
        }
    }

    PreviewRow {
        cells = List.copyOf(cells);
    }

    /**
     * Makes the pictures of an image.
     *
     * @param index of the row, by which the variants differ from those of other rows
     * @throws io.podagra.data.InvalidInputException if the image cannot be decoded
     */
    static PreviewRow of(CohortImage image, StudySettings settings, int variants, int index) {
        ImagePreview preview =
                ImagePreview.of(
                        image,
                        settings.image(),
                        settings.augmentation(),
                        variants,
                        settings.seed(),
                        index);
        List<Cell> cells = new ArrayList<>();
        cells.add(new Cell(preview.original(), aboutOriginal(image, preview.original())));
        preview.cleaned()
                .ifPresent(
                        picture ->
                                cells.add(new Cell(picture, List.of("OVERLAYS", "PAINTED OVER"))));
        cells.add(
                new Cell(
                        preview.prepared(),
                        List.of("AS THE NETWORK SEES", "IT: " + settings.image().size() + " PX")));
        for (ImagePreview.Variant variant : preview.variants()) {
            cells.add(new Cell(variant.picture(), wrapped(variant.applied())));
        }
        return new PreviewRow(image, cells);
    }

    private static List<String> aboutOriginal(CohortImage image, BufferedImage original) {
        return List.of(
                upper(image.label().word()),
                "AS IT IS",
                original.getWidth() + " BY " + original.getHeight() + " PX");
    }

    /** Lines that fit below a picture, broken between the things that were done. */
    private static List<String> wrapped(List<AppliedStep> applied) {
        if (applied.isEmpty()) {
            return List.of("UNCHANGED");
        }
        List<String> lines = new ArrayList<>();
        String line = "";
        for (AppliedStep step : applied) {
            String next = upper(step.words());
            String longer = line.isEmpty() ? next : line + ", " + next;
            if (longer.length() <= LETTERS_OF_A_LINE) {
                line = longer;
            } else {
                lines.add(line);
                line = next;
            }
        }
        lines.add(line);
        return lines;
    }

    /** In pixels, without margins. */
    int width() {
        return cells.size() * (CELL + GAP) - GAP;
    }

    /** In pixels, with the gap below. */
    int height() {
        int lines = cells.stream().mapToInt(cell -> cell.lines.size()).max().orElse(0);
        return CELL + BELOW_PICTURE + LINE * lines + GAP;
    }

    void draw(SheetCanvas canvas, int left, int top) {
        int x = left;
        for (Cell cell : cells) {
            canvas.picture(x, top, CELL, cell.picture);
            int y = top + CELL + BELOW_PICTURE;
            for (String line : cell.lines) {
                canvas.text(x, y, LETTERS, line, colour(line));
                y += LINE;
            }
            x += CELL + GAP;
        }
    }

    /** The label alone stands out. */
    private int colour(String line) {
        if (!line.equals(upper(image.label().word()))) {
            return CAPTION;
        }
        return image.label() == Label.ABNORMAL ? ABNORMAL : NORMAL;
    }

    /** The font has capitals alone. */
    static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }
}
