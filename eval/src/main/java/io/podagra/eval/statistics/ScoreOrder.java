package io.podagra.eval.statistics;

import java.util.Arrays;

/**
 * The images by ascending score, in groups of equal scores. Made without boxing: each image finds
 * its group among the sorted distinct scores, and the groups are filled one after the other.
 */
final class ScoreOrder {
    private final int[] images;
    private final int[] groupEnds;

    private ScoreOrder(int[] images, int[] groupEnds) {
        this.images = images;
        this.groupEnds = groupEnds;
    }

    static ScoreOrder of(LabelledScores scores) {
        double[] distinct = scores.distinctAscending();
        int[] groupOf = new int[scores.size()];
        int[] ends = new int[distinct.length];
        for (int image = 0; image < groupOf.length; image++) {
            groupOf[image] = indexOf(distinct, scores.score(image));
            ends[groupOf[image]]++;
        }
        Arrays.parallelPrefix(ends, Integer::sum);
        int[] next = ends.clone();
        int[] images = new int[groupOf.length];
        for (int image = images.length - 1; image >= 0; image--) {
            images[--next[groupOf[image]]] = image;
        }
        return new ScoreOrder(images, ends);
    }

    /** Not Arrays.binarySearch, which tells zero from minus zero. */
    private static int indexOf(double[] ascending, double score) {
        int low = 0;
        int high = ascending.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ascending[middle] < score) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    int size() {
        return images.length;
    }

    /** How many different scores there are. */
    int groups() {
        return groupEnds.length;
    }

    /** The position after the last image of a group; the next group starts there. */
    int end(int group) {
        return groupEnds[group];
    }

    /** The image at a position, from 0 for the lowest score; equal scores keep their order. */
    int image(int position) {
        return images[position];
    }
}
