package io.podagra.eval.report;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Draws how values of a reference and of something new are distributed over the same bins, in the
 * look of the report's figures: an area with an unbroken line, and a dashed line.
 *
 * @param id unlike that of any other chart on the same page
 * @param title the heading
 * @param quantity what the values are, with its unit
 * @param low where the first bin begins
 * @param width of a bin, above 0
 * @param reference named shares
 * @param fresh named shares
 */
public record DistributionChart(
        String id,
        String title,
        String quantity,
        double low,
        double width,
        Series reference,
        Series fresh) {
    private static final double HEIGHT = 220;

    public DistributionChart {
        requireNonNull(id, "id is null");
        requireNonNull(title, "title is null");
        requireNonNull(quantity, "quantity is null");
        requireNonNull(reference, "reference is null");
        requireNonNull(fresh, "fresh is null");
    }

    /**
     * Shares of the values in each bin.
     *
     * @param name for the legend
     * @param shares each in [0, 1]; the bins after the last are empty
     */
    public record Series(String name, List<Double> shares) {
        public Series {
            requireNonNull(name, "name is null");
            shares = List.copyOf(shares);
        }

        private double share(int bin) {
            return bin < shares.size() ? shares.get(bin) : 0;
        }

        private double largest() {
            return shares.stream().mapToDouble(share -> share).max().orElse(0);
        }
    }

    /**
     * The chart as SVG, in English.
     *
     * @param synthetic whether to say that the images were drawn
     */
    public String draw(boolean synthetic) {
        Sheet sheet =
                new Sheet(
                        new ChartWords(Messages.of(Language.EN)),
                        id,
                        title,
                        "Shares of patients by %s: %s and %s."
                                .formatted(quantity, reference.name(), fresh.name()),
                        Plot.WIDTH,
                        synthetic);
        int bins = Math.max(reference.shares().size(), fresh.shares().size());
        double largest = Math.max(Math.max(reference.largest(), fresh.largest()), 0.05);
        Plot plot =
                Plot.draw(
                        sheet,
                        HEIGHT,
                        Axis.within(low, low + bins * width),
                        new Axis(0, Math.min(1, Math.ceil(largest * 10) / 10), 0.1, 1),
                        quantity,
                        "share of patients");
        List<double[]> before = steps(reference, bins);
        sheet.svg().tint(plot.path(before), 0.18, Paint.SINGLE);
        plot.line(before, 2, "", Paint.SINGLE);
        plot.line(steps(fresh, bins), 2.4, "7 4", Paint.MULTIPLE);
        sheet.legend(sheet.line(2, "", Paint.SINGLE), reference.name());
        sheet.legend(sheet.line(2.4, "7 4", Paint.MULTIPLE), fresh.name());
        return sheet.toDocument();
    }

    private List<double[]> steps(Series series, int bins) {
        List<double[]> points = new ArrayList<>();
        points.add(new double[] {low, 0});
        IntStream.range(0, bins)
                .forEach(
                        bin -> {
                            points.add(new double[] {low + bin * width, series.share(bin)});
                            points.add(new double[] {low + (bin + 1) * width, series.share(bin)});
                        });
        points.add(new double[] {low + bins * width, 0});
        return points;
    }
}
