package io.podagra.pipeline;

import static org.bytedeco.opencv.global.opencv_core.extractChannel;
import static org.bytedeco.opencv.global.opencv_core.insertChannel;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2Lab;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_Lab2BGR;
import static org.bytedeco.opencv.global.opencv_imgproc.createCLAHE;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_imgproc.CLAHE;

/** Equalises local contrast, of colour images in their lightness alone, so that hues stay. */
final class ClaheTransform extends MatTransform {
    private final Clahe settings;

    ClaheTransform(Clahe settings) {
        this.settings = settings;
    }

    @Override
    Mat apply(Mat image) {
        if (image.channels() == 1) {
            return equalised(image);
        }
        Mat lab = new Mat();
        cvtColor(image, lab, COLOR_BGR2Lab);
        Mat lightness = new Mat();
        extractChannel(lab, lightness, 0);
        insertChannel(equalised(lightness), lab, 0);
        Mat result = new Mat();
        cvtColor(lab, result, COLOR_Lab2BGR);
        return result;
    }

    private Mat equalised(Mat grey) {
        Mat result = new Mat();
        try (Size tiles = new Size(settings.tiles(), settings.tiles());
                CLAHE clahe = createCLAHE(settings.clipLimit(), tiles)) {
            clahe.apply(grey, result);
        }
        return result;
    }
}
