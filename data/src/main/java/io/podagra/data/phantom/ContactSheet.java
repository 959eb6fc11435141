package io.podagra.data.phantom;

import io.podagra.data.AtomicFiles;
import io.podagra.data.SyntheticMark;
import io.podagra.data.drawing.BitmapFont;
import io.podagra.data.drawing.SheetCanvas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A picture of pictures from a synthetic cohort: a column for each view; normal images, abnormal
 * ones from mild to severe, and the last of them again with the masks of its signs outlined.
 */
public final class ContactSheet {
    private static final int BACKGROUND = 0x101418;
    private static final int TITLE = 0xE8EAED;
    private static final int CAPTION = 0x9AA4AE;
    private static final int RULE = 0x2A3138;
    private static final int NORMAL = 0x6CC5B0;
    private static final int ABNORMAL = 0xF2A65A;
    private static final int MARGIN = 28;
    private static final int GAP = 22;
    private static final int HEADER = 66;
    private static final int FOOTER = 52;
    private static final int LETTERS = 2;
    private static final int LINE = 20;
    private static final int LETTERS_OF_A_LINE = 42;

    /** Colours that people who see few colours can tell apart: Okabe and Ito 2008. */
    private static final Map<Sign, Integer> COLOURS =
            new EnumMap<>(
                    Map.of(
                            Sign.DOUBLE_CONTOUR, 0x56B4E9,
                            Sign.TOPHUS, 0xE69F00,
                            Sign.AGGREGATES, 0xF0E442,
                            Sign.EROSION, 0xFF6A3D,
                            Sign.EFFUSION, 0x1FC99A,
                            Sign.SYNOVIAL_HYPERTROPHY, 0xE48AC0));

    private record Cell(
            CohortPlan.PlannedImage planned,
            PhantomImage image,
            List<String> lines,
            boolean outlined) {}

    private final PhantomSettings settings;

    private ContactSheet(PhantomSettings settings) {
        this.settings = settings;
    }

    /**
     * Draws the images anew: the cohort need not be there. One set of settings, one sheet.
     *
     * @param file PNG, replaced if it exists
     * @throws IOException if it cannot be written
     */
    public static void write(Path file, PhantomSettings settings) throws IOException {
        byte[] png = new ContactSheet(settings).draw();
        AtomicFiles.write(file, temporary -> Files.write(temporary, png));
    }

    private byte[] draw() {
        List<List<Cell>> rows = rows();
        int column =
                rows.stream()
                        .flatMap(List::stream)
                        .mapToInt(c -> c.image.screen().width())
                        .max()
                        .orElseThrow();
        int width = 2 * MARGIN + rows.get(0).size() * (column + GAP) - GAP;
        int height = HEADER + FOOTER + rows.stream().mapToInt(ContactSheet::heightOf).sum();
        SheetCanvas canvas = new SheetCanvas(width, height, BACKGROUND);
        drawHeader(canvas);
        int y = HEADER;
        for (List<Cell> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                drawCell(canvas, MARGIN + i * (column + GAP), y, captionHeight(row), row.get(i));
            }
            y += heightOf(row);
        }
        drawLegend(canvas, y);
        return canvas.toPng();
    }

    private static int heightOf(List<Cell> row) {
        int tallest = row.stream().mapToInt(cell -> cell.image.screen().height()).max().orElse(0);
        return captionHeight(row) + tallest + GAP;
    }

    private static int captionHeight(List<Cell> row) {
        return LINE * (1 + row.stream().mapToInt(cell -> cell.lines.size()).max().orElse(0)) + 4;
    }

    private List<List<Cell>> rows() {
        List<List<CohortPlan.PlannedImage>> chosen = SheetChoice.of(settings);
        List<List<Cell>> rows = new ArrayList<>();
        for (int i = 0; i < chosen.get(0).size(); i++) {
            List<Cell> row = new ArrayList<>();
            for (List<CohortPlan.PlannedImage> view : chosen) {
                CohortPlan.PlannedImage image = view.get(i);
                row.add(
                        new Cell(
                                image,
                                PhantomImage.draw(image, settings),
                                wrapped(described(image)),
                                false));
            }
            rows.add(row);
        }
        rows.add(
                rows.get(rows.size() - 1).stream()
                        .map(cell -> new Cell(cell.planned, cell.image, cell.lines, true))
                        .toList());
        return rows;
    }

    private void drawHeader(SheetCanvas canvas) {
        String title = SyntheticMark.TEXT + " MTP1 PHANTOM";
        String note =
                String.format(
                        Locale.ROOT,
                        "NOT PATIENTS - SEED %d - DIFFICULTY %.2f",
                        settings.seed(),
                        settings.difficulty());
        canvas.text(MARGIN, 20, 3, title, TITLE);
        int right = canvas.width() - MARGIN - LETTERS * BitmapFont.widthOf(note);
        canvas.text(right, 24, LETTERS, note, CAPTION);
        canvas.fill(MARGIN, 56, canvas.width() - 2 * MARGIN, 1, RULE);
    }

    private static void drawCell(SheetCanvas canvas, int x, int y, int captionHeight, Cell cell) {
        CohortPlan.PlannedImage planned = cell.planned;
        String view = planned.view().word().toUpperCase(Locale.ROOT);
        String label = planned.abnormal() ? "ABNORMAL" : "NORMAL";
        int labelX = x + LETTERS * BitmapFont.widthOf(view + " ");
        int colour = planned.abnormal() ? ABNORMAL : NORMAL;
        canvas.text(x, y, LETTERS, view, TITLE);
        canvas.text(labelX, y, LETTERS, label, colour);
        if (cell.outlined) {
            int noteX = labelX + LETTERS * BitmapFont.widthOf(label + " ");
            canvas.text(noteX, y, LETTERS, "MASKS OUTLINED", CAPTION);
        }
        for (int i = 0; i < cell.lines.size(); i++) {
            canvas.text(x, y + (i + 1) * LINE, LETTERS, cell.lines.get(i), CAPTION);
        }
        int top = y + captionHeight;
        canvas.picture(x, top, cell.image.screen());
        if (cell.outlined) {
            COLOURS.forEach(
                    (sign, ink) -> canvas.outline(x, top, cell.image.mask(), sign.maskBit(), ink));
        }
    }

    /** The signs with their severities, or what is in a normal image that looks like one. */
    private List<String> described(CohortPlan.PlannedImage planned) {
        Disease disease = PhantomImage.disease(planned, settings);
        if (planned.abnormal()) {
            return disease.severities().entrySet().stream()
                    .map(shown -> spaced(shown.getKey().word()) + severity(shown.getValue()))
                    .toList();
        }
        String words = Distractors.of(PhantomImage.joint(planned, settings)).words(disease);
        return words.isEmpty()
                ? List.of("NO DISTRACTOR")
                : Arrays.stream(words.split("\\+", -1)).map(ContactSheet::spaced).toList();
    }

    private static String severity(double severity) {
        return String.format(Locale.ROOT, " %.2f", severity);
    }

    /** Lines of at most so many letters, broken between signs. */
    private static List<String> wrapped(List<String> words) {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String word : words) {
            String longer = line.isEmpty() ? word : line + ", " + word;
            if (longer.length() <= LETTERS_OF_A_LINE) {
                line = longer;
            } else {
                lines.add(line + ",");
                line = word;
            }
        }
        lines.add(line);
        return lines;
    }

    private static String spaced(String words) {
        return words.replace('-', ' ').toUpperCase(Locale.ROOT);
    }

    private static void drawLegend(SheetCanvas canvas, int y) {
        int x = MARGIN;
        for (Sign sign : Sign.values()) {
            String word = spaced(sign.word());
            canvas.fill(x, y + 8, 14, 14, COLOURS.get(sign));
            canvas.text(x + 22, y + 8, LETTERS, word, CAPTION);
            x += 22 + LETTERS * BitmapFont.widthOf(word) + 34;
        }
    }
}
