package io.podagra.pipeline.dicom;

/** Where the samples of a frame come from. */
interface SampleSource {
    /**
     * @param frame from 0, below the number of frames
     */
    Samples of(int frame) throws DicomException;
}
