package io.podagra.cli;

import io.podagra.cli.settings.StudySettings;
import io.podagra.data.Cohort;
import io.podagra.data.CohortImage;
import io.podagra.data.Label;
import io.podagra.data.ProgressListener;
import io.podagra.data.SyntheticMark;
import io.podagra.data.View;
import io.podagra.data.phantom.SheetCanvas;
import io.podagra.pipeline.ImagePreview;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Draws the sheet of the preview: a block for each view, in it a row for each label, and in a row
 * the image as it is, as the network sees it, and its variants.
 */
final class PreviewSheet {
    private static final int BACKGROUND = 0x101418;
    private static final int TITLE = 0xE8EAED;
    private static final int CAPTION = 0x9AA4AE;
    private static final int RULE = 0x2A3138;
    private static final int NORMAL = 0x6CC5B0;
    private static final int ABNORMAL = 0xF2A65A;
    private static final int MARGIN = 28;
    private static final int GAP = 16;
    private static final int CELL = 252;
    private static final int LINE = 19;
    private static final int LETTERS = 2;
    private static final int LARGE = 3;
    private static final int HEADER = 92;
    private static final int BLOCK = 34;
    private static final int LETTERS_OF_A_LINE = CELL / SheetCanvas.widthOf(" ", LETTERS);

    private record Cell(BufferedImage picture, List<String> lines) {}

    private record Row(CohortImage image, List<Cell> cells) {
        int height() {
            int lines = cells.stream().mapToInt(cell -> cell.lines.size()).max().orElse(0);
            return CELL + 8 + LINE * lines + GAP;
        }
    }

    private final Cohort cohort;
    private final StudySettings settings;
    private final int variants;

    private PreviewSheet(Cohort cohort, StudySettings settings, int variants) {
        this.cohort = cohort;
        this.settings = settings;
        this.variants = variants;
    }

    /**
     * The sheet as a PNG. One cohort, settings and number of variants, one sheet.
     *
     * @throws io.podagra.data.InvalidInputException if a chosen image cannot be decoded
     */
    static byte[] draw(
            Cohort cohort, StudySettings settings, int variants, ProgressListener progress) {
        return new PreviewSheet(cohort, settings, variants).draw(progress);
    }

    private byte[] draw(ProgressListener progress) {
        List<CohortImage> chosen = cohort.views().stream().flatMap(this::chosen).toList();
        List<Row> rows = new ArrayList<>();
        for (CohortImage image : chosen) {
            rows.add(row(image, rows.size()));
            progress.progressed(rows.size(), chosen.size());
        }
        int columns = rows.get(0).cells.size();
        int width = 2 * MARGIN + Math.max(columns * (CELL + GAP) - GAP, headerWidth());
        int height =
                HEADER
                        + BLOCK * cohort.views().size()
                        + rows.stream().mapToInt(Row::height).sum()
                        + MARGIN;
        SheetCanvas canvas = new SheetCanvas(width, height, BACKGROUND);
        drawHeader(canvas);
        int y = HEADER;
        for (int index = 0; index < rows.size(); index++) {
            Row row = rows.get(index);
            View view = row.image.view();
            if (index == 0 || !view.equals(rows.get(index - 1).image.view())) {
                canvas.fill(MARGIN, y, width - 2 * MARGIN, 1, RULE);
                canvas.text(MARGIN, y + 11, LETTERS, upper(view.name()), TITLE);
                y += BLOCK;
            }
            drawRow(canvas, y, row);
            y += row.height();
        }
        return canvas.toPng();
    }

    /** One image of each label, abnormal first, by the seed. */
    private Stream<CohortImage> chosen(View view) {
        Random random = new Random(settings.seed());
        return Stream.of(Label.ABNORMAL, Label.NORMAL)
                .flatMap(
                        label -> {
                            List<CohortImage> images =
                                    cohort.images().stream()
                                            .filter(image -> image.view().equals(view))
                                            .filter(image -> image.label() == label)
                                            .toList();
                            return images.isEmpty()
                                    ? Stream.empty()
                                    : Stream.of(images.get(random.nextInt(images.size())));
                        });
    }

    private Row row(CohortImage image, int index) {
        ImagePreview preview =
                ImagePreview.of(
                        image,
                        settings.image(),
                        settings.augmentation(),
                        variants,
                        settings.seed(),
                        index);
        List<Cell> cells = new ArrayList<>();
        BufferedImage original = preview.original();
        cells.add(
                new Cell(
                        original,
                        List.of(
                                "AS IT IS",
                                original.getWidth() + " BY " + original.getHeight() + " PX")));
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
        return new Row(image, cells);
    }

    private int headerWidth() {
        int first =
                SheetCanvas.widthOf(title() + " ", LARGE) + SheetCanvas.widthOf(seed(), LETTERS);
        return Math.max(first, SheetCanvas.widthOf(about(), LETTERS));
    }

    private String title() {
        return (cohort.synthetic() ? SyntheticMark.TEXT + " - " : "") + "WHAT A NETWORK SEES";
    }

    private String seed() {
        return "SEED " + settings.seed();
    }

    private String about() {
        return upper(settings.image().words());
    }

    private void drawHeader(SheetCanvas canvas) {
        canvas.text(MARGIN, 20, LARGE, title(), TITLE);
        canvas.text(MARGIN, 56, LETTERS, about(), CAPTION);
        String seed = seed();
        int right = canvas.width() - MARGIN - SheetCanvas.widthOf(seed, LETTERS);
        canvas.text(right, 24, LETTERS, seed, CAPTION);
    }

    private static void drawRow(SheetCanvas canvas, int y, Row row) {
        boolean abnormal = row.image.label() == Label.ABNORMAL;
        for (int column = 0; column < row.cells.size(); column++) {
            Cell cell = row.cells.get(column);
            int x = MARGIN + column * (CELL + GAP);
            canvas.picture(x, y, CELL, cell.picture);
            int below = y + CELL + 8;
            if (column == 0) {
                String label = upper(row.image.label().word());
                canvas.text(x, below, LETTERS, label, abnormal ? ABNORMAL : NORMAL);
                below += LINE;
            }
            for (String line : cell.lines) {
                canvas.text(x, below, LETTERS, line, CAPTION);
                below += LINE;
            }
        }
    }

    /** Lines that fit below a picture, broken between the things that were done. */
    private static List<String> wrapped(List<String> applied) {
        List<String> words =
                applied.stream().flatMap(all -> Stream.of(all.split(", ", -1))).toList();
        if (words.isEmpty()) {
            return List.of("UNCHANGED");
        }
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String word : words) {
            String next = upper(word);
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

    private static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }
}
