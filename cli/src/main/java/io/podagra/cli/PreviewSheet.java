package io.podagra.cli;

import static io.podagra.cli.PreviewRow.CAPTION;
import static io.podagra.cli.PreviewRow.LETTERS;
import static io.podagra.cli.PreviewRow.upper;

import io.podagra.cli.settings.StudySettings;
import io.podagra.data.Cohort;
import io.podagra.data.CohortImage;
import io.podagra.data.Label;
import io.podagra.data.ProgressListener;
import io.podagra.data.SyntheticMark;
import io.podagra.data.View;
import io.podagra.data.drawing.SheetCanvas;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Draws the sheet of the preview: a block for each view, in it a row for each label, and in a row
 * the image as it is, as the network sees it, and its variants.
 */
final class PreviewSheet {
    private static final int BACKGROUND = 0x101418;
    private static final int TITLE = 0xE8EAED;
    private static final int RULE = 0x2A3138;
    private static final int MARGIN = 28;
    private static final int LARGE = 3;
    private static final int HEADER = 92;
    private static final int BLOCK = 34;

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
        List<PreviewRow> rows = new ArrayList<>();
        for (CohortImage image : chosen) {
            rows.add(PreviewRow.of(image, settings, variants, rows.size()));
            progress.progressed(rows.size(), chosen.size());
        }
        int width = 2 * MARGIN + Math.max(rows.get(0).width(), headerWidth());
        int height =
                HEADER
                        + BLOCK * cohort.views().size()
                        + rows.stream().mapToInt(PreviewRow::height).sum()
                        + MARGIN;
        SheetCanvas canvas = new SheetCanvas(width, height, BACKGROUND);
        drawHeader(canvas);
        drawRows(canvas, rows);
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

    private static void drawRows(SheetCanvas canvas, List<PreviewRow> rows) {
        int y = HEADER;
        for (int index = 0; index < rows.size(); index++) {
            PreviewRow row = rows.get(index);
            View view = row.image().view();
            if (index == 0 || !view.equals(rows.get(index - 1).image().view())) {
                canvas.fill(MARGIN, y, canvas.width() - 2 * MARGIN, 1, RULE);
                canvas.text(MARGIN, y + 11, LETTERS, upper(view.name()), TITLE);
                y += BLOCK;
            }
            row.draw(canvas, MARGIN, y);
            y += row.height();
        }
    }
}
