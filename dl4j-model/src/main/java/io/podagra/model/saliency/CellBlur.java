package io.podagra.model.saliency;

/**
 * Spreads the values of cells over the pixels of an image: each over a Gaussian around its cell's
 * middle. Mass that would fall outside of the image is spread within.
 *
 * @param stride pixels from the middle of a cell to that of the next
 * @param first the pixel in the middle of the first cell
 * @param deviation of the Gaussian in pixels
 */
record CellBlur(int stride, int first, double deviation) {
    /**
     * @param cells row by row
     * @param size width and height of the image in pixels
     * @return row by row, {@code size * size} values
     */
    float[] spread(float[][] cells, int size) {
        float[][] down = weights(cells.length, size);
        float[][] across = weights(cells[0].length, size);
        float[] pixels = new float[size * size];
        for (int row = 0; row < cells.length; row++) {
            float[] line = new float[size];
            for (int column = 0; column < across.length; column++) {
                for (int x = 0; x < size; x++) {
                    line[x] += cells[row][column] * across[column][x];
                }
            }
            for (int y = 0; y < size; y++) {
                for (int x = 0; x < size; x++) {
                    pixels[y * size + x] += down[row][y] * line[x];
                }
            }
        }
        return pixels;
    }

    /** What a pixel has of a cell, for one direction: {@code [cell][pixel]}. */
    private float[][] weights(int cells, int size) {
        float[][] weights = new float[cells][size];
        for (int cell = 0; cell < cells; cell++) {
            double sum = 0;
            for (int pixel = 0; pixel < size; pixel++) {
                double away = (pixel - first - cell * stride) / deviation;
                weights[cell][pixel] = (float) Math.exp(-away * away / 2);
                sum += weights[cell][pixel];
            }
            for (int pixel = 0; pixel < size; pixel++) {
                weights[cell][pixel] /= (float) sum;
            }
        }
        return weights;
    }
}
