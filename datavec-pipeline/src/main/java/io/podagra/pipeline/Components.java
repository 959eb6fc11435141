package io.podagra.pipeline;

import static org.bytedeco.opencv.global.opencv_core.CV_32S;
import static org.bytedeco.opencv.global.opencv_imgproc.CC_STAT_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.CC_STAT_HEIGHT;
import static org.bytedeco.opencv.global.opencv_imgproc.CC_STAT_LEFT;
import static org.bytedeco.opencv.global.opencv_imgproc.CC_STAT_TOP;
import static org.bytedeco.opencv.global.opencv_imgproc.CC_STAT_WIDTH;
import static org.bytedeco.opencv.global.opencv_imgproc.connectedComponentsWithStats;

import io.podagra.data.audit.Box;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * The connected parts of a mask. Part 0 is what is not set.
 *
 * @param labels the part of each pixel, row by row
 * @param boxes around each part
 * @param areas pixels of each part
 */
@SuppressWarnings("ArrayRecordComponent") // As large as the image; not compared, not handed out.
record Components(int[] labels, List<Box> boxes, int[] areas) {
    /** Of a mask of one channel, pixels that touch at a corner taken together. */
    static Components of(Mat mask) {
        Mat labels = new Mat();
        Mat statistics = new Mat();
        int count = connectedComponentsWithStats(mask, labels, statistics, new Mat(), 8, CV_32S);
        List<Box> boxes = new ArrayList<>(count);
        int[] areas = new int[count];
        for (int part = 0; part < count; part++) {
            IntPointer row = new IntPointer(statistics.ptr(part));
            boxes.add(
                    new Box(
                            row.get(CC_STAT_LEFT),
                            row.get(CC_STAT_TOP),
                            row.get(CC_STAT_WIDTH),
                            row.get(CC_STAT_HEIGHT)));
            areas[part] = row.get(CC_STAT_AREA);
        }
        int[] all = new int[labels.rows() * labels.cols()];
        new IntPointer(labels.data()).get(all);
        return new Components(all, boxes, areas);
    }

    /** Parts, the whole that is not set included. */
    int count() {
        return areas.length;
    }
}
