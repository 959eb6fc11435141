package io.podagra.data.phantom;

/** First and second order statistics of speckle. */
final class Speckle {
    private Speckle() {}

    /** Mean of the envelope over its standard deviation, in rows of a field. */
    static double signalToNoise(EchoField field, int fromRow, int toRow) {
        float[] envelope = field.envelope();
        int from = fromRow * field.width;
        int to = toRow * field.width;
        double sum = 0;
        double squares = 0;
        for (int i = from; i < to; i++) {
            sum += envelope[i];
            squares += (double) envelope[i] * envelope[i];
        }
        double mean = sum / (to - from);
        return mean / Math.sqrt(squares / (to - from) - mean * mean);
    }

    /**
     * The standard deviation, in pixels, of the Gaussian point-spread function that speckle came
     * from. The correlation of its power over a distance x is exp(-x^2 / (2 sigma^2)): it is a half
     * at 1.177 sigma.
     */
    static double lateralWidth(EchoField field, int fromRow, int toRow) {
        double before = 1;
        for (int lag = 1; lag < field.width / 4; lag++) {
            double correlation = correlation(field, fromRow, toRow, lag);
            if (correlation < 0.5) {
                double half = lag - (0.5 - correlation) / (before - correlation);
                return half / Math.sqrt(2 * Math.log(2));
            }
            before = correlation;
        }
        throw new IllegalArgumentException("the rows are correlated over a quarter of the width");
    }

    private static double correlation(EchoField field, int fromRow, int toRow, int lag) {
        double mean = 0;
        int count = (toRow - fromRow) * field.width;
        for (int i = fromRow * field.width; i < toRow * field.width; i++) {
            mean += field.power(i) / count;
        }
        double products = 0;
        double squares = 0;
        for (int row = fromRow; row < toRow; row++) {
            for (int x = 0; x + lag < field.width; x++) {
                int at = row * field.width + x;
                double here = field.power(at) - mean;
                double there = field.power(at + lag) - mean;
                products += here * there;
                squares += (here * here + there * there) / 2;
            }
        }
        return products / squares;
    }
}
